// Declarations, as a hover shows them: how they are written, and what they come to.

import type * as ast from "../../../compiler/ast/ast.js";
import { typeSchema } from "../../../compiler/emit/schema.js";
import { durationText, literalText } from "../../../compiler/emit/words.js";
import { clauseOf } from "../../../compiler/types/clauses.js";
import type { Known } from "../../../compiler/types/known.js";
import type { Box, DataSet } from "../../../compiler/types/program.js";
import { showType } from "../../../compiler/types/show-type.js";
import { sourceText } from "../analysed.js";
import type { Seen } from "../seen.js";
import type { View } from "../view.js";
import { bullets, code, counted, inline, listed, paragraphs, plain, some } from "./markdown.js";
import { ruleParts } from "./rule.js";

/** What has a name of its own, or is a test. */
export type NamedDeclaration = Exclude<ast.Declaration, ast.ImportDecl | ast.AttributesDecl>;

const MOST_SHOWN = 5;

/** Markdown without the documentation comment. */
export function declarationParts(
  view: View,
  known: Known,
  decl: NamedDeclaration,
  seen: Seen,
): readonly string[] {
  const written = (span: ast.Ident["span"]): string => sourceText(view, span);
  switch (decl.kind) {
    case "let":
      return letParts(view, known, decl);
    case "data":
      return [
        code(`data ${decl.name.text}: ${written(decl.type.span)}`),
        ...dataParts(known.data.get(decl.name.text), decl),
      ];
    case "group":
      return [code(`group ${decl.name.text}`), ...groupParts(known, decl)];
    case "zone":
      return [code(`zone ${decl.name.text}`), bulletsOf(decl.entries.map(({ value }) => value))];
    case "type":
      return [code(shortened(written(decl.span)))];
    case "detector":
      return [
        code(`detector ${decl.name.text}`),
        `Finds what matches ${inline(decl.pattern.value)}, RE2 syntax.`,
      ];
    case "classifier":
      return classifierParts(view, known, decl);
    case "action":
      return actionParts(view, known, decl);
    case "form":
      return formParts(view, known, decl, seen);
    case "test":
      return [code(`test ${JSON.stringify(decl.name.value)}`)];
  }
}

/** A long declaration is cut. */
function shortened(text: string): string {
  return text.length > 400 ? `${text.slice(0, 399)}…` : text;
}

function bulletsOf(items: readonly string[]): string {
  const more = items.length - MOST_SHOWN;
  const shown = items.slice(0, MOST_SHOWN).map(inline);
  return bullets(more > 0 ? [...shown, `and ${String(more)} more`] : shown);
}

function letParts(view: View, { types }: Known, { name, params, body }: ast.LetDecl): readonly string[] {
  const type = types.get(body);
  const of = type === undefined ? "" : `: ${showType(type)}`;
  const signature = `let ${name.text}${paramsText(view, params)}${of}`;
  return [code(`${signature} = ${shortened(sourceText(view, body.span))}`)];
}

function paramsText(view: View, params: readonly ast.Param[] | undefined): string {
  if (params === undefined) return "";
  return `(${params.map(({ span }) => sourceText(view, span)).join(", ")})`;
}

// ─── Data, groups, classifiers ──────────────────────────────────────────────────────────────────────────────────

function dataParts(set: DataSet | undefined, { from }: ast.DataDecl): readonly string[] {
  if (set === undefined) return [`From ${inline(from.value)}.`];
  const { type, values, keys, refresh } = set;
  const of = type.kind === "list" || type.kind === "set" ? type.element : undefined;
  const schema = of === undefined || of.kind === "error" ? undefined : typeSchema(of);
  const count = keys?.length ?? values.length;
  const first =
    keys?.slice(0, MOST_SHOWN) ?? values.slice(0, MOST_SHOWN).map((each) => literalText(each, schema));
  const more = count > first.length ? ", …" : "";
  const shown = first.length === 0 ? "" : `: ${first.map(inline).join(", ")}${more}`;
  const head = `${counted(count, "entry", "entries")} from ${inline(from.value)}${shown}.`;
  return [
    head,
    ...(refresh === undefined
      ? []
      : [`Loaded anew every ${inline(durationText(refresh))}: tests decide by what it holds here.`]),
  ];
}

function groupParts({ groups }: Known, { name, from }: ast.GroupDecl): readonly string[] {
  const members = groups.find((each) => each.name === name.text)?.members ?? [];
  const source = from === undefined ? "" : ` from ${inline(from.value)}`;
  return [`${counted(members.length, "member")}${source}:\n\n${bulletsOf(members)}`];
}

function classifierParts(view: View, { classifiers }: Known, decl: ast.ClassifierDecl): readonly string[] {
  const signature = `classifier ${decl.name.text}${paramsText(view, decl.params)}: ${sourceText(view, decl.result.span)}`;
  const timeout = classifiers.get(decl.name.text)?.timeout;
  const asked = decl.clauses.find(({ kind }) => kind === "host" || kind === "webhook");
  return [
    code(signature),
    paragraphs(
      asked && `Asks ${inline(sourceText(view, asked.span))}.`,
      timeout === undefined ? undefined : `No answer within ${inline(durationText(timeout))} is unknown.`,
    ),
  ];
}

// ─── Actions ────────────────────────────────────────────────────────────────────────────────────────────────────

function actionParts(view: View, { actions }: Known, decl: ast.ActionDecl): readonly string[] {
  const gives = decl.gives === undefined ? "" : ` gives ${sourceText(view, decl.gives.span)}`;
  const open = decl.open === undefined ? "" : decl.params.length === 0 ? "..." : ", ...";
  const params = decl.params.map(({ span }) => sourceText(view, span)).join(", ");
  const traits = decl.traits.map(({ span }) => inline(sourceText(view, span)));
  const action = actions.find(({ name }) => name === decl.name.text);
  const isSilent = !decl.traits.some(({ trait }) => trait === "reversible");
  return [
    code(`action ${decl.name.text}(${params}${open})${gives}`),
    ...(traits.length === 0 ? [] : [`Traits: ${listed(traits)}.`]),
    ...(isSilent && action?.reversible === "never"
      ? [`It has no trait ${inline("reversible")}, and so cannot be undone.`]
      : []),
  ];
}

// ─── Forms ──────────────────────────────────────────────────────────────────────────────────────────────────────

function formParts(view: View, known: Known, form: ast.FormDecl, seen: Seen): readonly string[] {
  const name = form.name?.text ?? "";
  const head = code(headOf(view, form));
  switch (form.form) {
    case "sandbox":
      return [head, ...boxParts(known.boxes.get(name), clauseOf(form, "extends") !== undefined)];
    case "approver": {
      const group = clauseOf(form, "group")?.group.text;
      return [head, ...(group === undefined ? [] : [`Asks the group ${inline(group)}.`])];
    }
    case "policy":
      return [head, ...policyParts(view, form)];
    default:
      return [head, ...ruleParts(view, form, seen)];
  }
}

function headOf(view: View, { form, name, selector, onResult }: ast.FormDecl): string {
  const on =
    selector === undefined ? "" : ` on ${onResult ? "result of " : ""}${sourceText(view, selector.span)}`;
  return `${form}${name === undefined ? "" : ` ${name.text}`}${on}`;
}

function policyParts(view: View, form: ast.FormDecl): readonly string[] {
  const clauses = form.clauses.map(({ span }) => inline(sourceText(view, span)));
  const { actions = [], symbols } = view.policy.analysis.known ?? {};
  const size = `${counted(actions.length, "action")}, ${counted(symbols?.rules.length ?? 0, "rule")}`;
  return [...(clauses.length === 0 ? [] : [clauses.join(" · ")]), `${size}.`];
}

const RESOURCES = { cpu: "duration", memory: "bytes", processes: "int", wall: "duration" } as const;

/** What the box comes to, with what it extends. */
function boxParts(box: Box | undefined, isExtending: boolean): readonly string[] {
  if (box === undefined) return [];
  const list = (word: string, items: readonly string[]): readonly string[] =>
    items.length === 0 ? [] : [`${word} ${some(items.map(inline), MOST_SHOWN)}`];
  const paths = (own: Box["read"]): readonly string[] => own.map(pathText);
  const { limits } = box;
  const bounds = (Object.keys(RESOURCES) as (keyof typeof RESOURCES)[]).flatMap((name) => {
    const value = limits[name];
    return value === undefined ? [] : [`${name} ${literalText(value, { type: RESOURCES[name] })}`];
  });
  const lines = [
    ...list("reads", paths(box.read)),
    ...list("writes", paths(box.write)),
    ...list("hides", paths(box.hide)),
    ...(box.reach === "any" ? ["reaches anything"] : list("reaches", box.reach)),
    ...list("runs", box.run),
    ...list("passes on", box.env),
    ...list("is limited to", bounds),
    ...(box.must === undefined ? [] : ["must be held by the kernel"]),
  ];
  const kind = box.mask
    ? "A mask: it narrows the boxes that it meets, and denies nothing else."
    : "What is not named is not granted.";
  const head = isExtending ? "With what it extends, it" : "It";
  return [`${head}\n\n${bullets(lines.length === 0 ? ["grants nothing"] : lines)}`, kind];
}

/** `{context.cwd}/**`: below what an attribute holds. */
function pathText(entry: Box["read"][number]): string {
  return typeof entry === "string" ? entry : `{${entry.attribute}}${entry.pattern}`;
}

/** A member of an enum and its place among the others. */
export function memberParts(
  member: string,
  type: { readonly members: readonly string[]; readonly name?: string; readonly ordered?: true },
): readonly string[] {
  const place = type.members.indexOf(member) + 1;
  const of = type.name === undefined ? "" : ` of ${inline(type.name)}`;
  const others = type.members.map((each) => (each === member ? `**${plain(each)}**` : plain(each)));
  const order = type.ordered === true ? ` Its order: ${others.join(" < ")}.` : ` One of ${some(others, 12)}.`;
  const rank = `${ordinal(place)} of ${String(type.members.length)}`;
  return [code(member), `A member${of}${type.ordered === true ? `, the ${rank}` : ""}.${order}`];
}

function ordinal(place: number): string {
  const isTeen = place % 100 >= 11 && place % 100 <= 13;
  const suffix = isTeen ? "th" : (["th", "st", "nd", "rd"][place % 10] ?? "th");
  return `${String(place)}${suffix}`;
}
