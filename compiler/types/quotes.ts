// Reasons as their authors write them: text in which `{args.path}` stands for an attribute.

import type * as ast from "../ast/ast.js";
import { diagnose } from "../diagnostics/diagnose.js";
import type { Fix } from "../diagnostics/diagnostic.js";
import { removal } from "../diagnostics/fixes.js";
import { replacement } from "../diagnostics/nearest.js";
import type { Report } from "../names/table.js";
import type { Span } from "../source/source.js";
import { environmentOf, type Checker } from "./checker.js";
import { describeType } from "./describe-type.js";
import { elaborateAttribute } from "./elaborate/index.js";
import type { Action, QuotedAttribute, TypedReason } from "./program.js";
import { hasRecord } from "./same-type.js";
import type { RecordType } from "./type.js";

/** A longer reason is left to its author. */
const MAX_SHORTENED = 1000;

/** More fields than these are not offered in the place of a record. */
const MAX_OFFERED = 3;

/** Of which actions a reason may quote attributes; `none` where what was requested is not understood. */
export type Quotable = readonly Action[] | "none";

/** A reason, note or the like. Mistakes in it are reported, and what is wrong is left out. */
export function readReason(checker: Checker, literal: ast.StringLit, quotable: Quotable): TypedReason {
  const parts = piecesOf(literal.value).flatMap((piece) => readPiece(checker, literal, piece, quotable));
  const texts = parts.filter((part) => typeof part === "string");
  return texts.length < parts.length ? parts : texts.join("");
}

// ─── Pieces ─────────────────────────────────────────────────────────────────────────────────────────────────────

/** Text, or what stands in braces, or a brace without its like; from where to where in the literal's value. */
interface Piece {
  readonly kind: "text" | "name" | "brace";
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Doubled braces are text; `{ … }` holds a name; any other brace is a mistake. */
function piecesOf(value: string): readonly Piece[] {
  const found = value.matchAll(/\{\{|\}\}|\{([^{}]*)\}|[{}]|[^{}]+/gu);
  return Array.from(found, ([whole, name], i): Piece & { readonly i: number } => ({
    kind: name !== undefined ? "name" : whole === "{" || whole === "}" ? "brace" : "text",
    text: name ?? (whole === "{{" ? "{" : whole === "}}" ? "}" : whole),
    start: 0,
    end: whole.length,
    i,
  })).map(placed());
}

/** Each piece begins where the one before it ends. */
function placed(): (piece: Piece) => Piece {
  let at = 0;
  return ({ kind, text, end }) => {
    const start = at;
    at += end;
    return { kind, text, start, end: at };
  };
}

function readPiece(
  checker: Checker,
  literal: ast.StringLit,
  piece: Piece,
  quotable: Quotable,
): readonly (string | QuotedAttribute)[] {
  if (piece.kind === "text") return [piece.text];
  const span = spanIn(literal, piece.start, piece.end);
  const name = piece.text.trim();
  if (piece.kind === "brace" || !/^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*$/u.test(name)) {
    const doubled = piece.kind === "brace" ? piece.text.repeat(2) : `{{${piece.text}}}`;
    const fixes = isExact(literal)
      ? [{ title: "Double the braces", edits: [{ span, newText: doubled }] }]
      : [];
    checker.report(diagnose("AP3033", span, {}, { fixes }));
    return [];
  }
  if (quotable === "none") {
    checker.report(diagnose("AP3034", span, { path: name }, { fixes: unquoted(literal, piece) }));
    return [];
  }
  const attribute = attributeAt(checker, literal, piece, name, quotable);
  return attribute === undefined ? [] : [attribute];
}

function attributeAt(
  checker: Checker,
  literal: ast.StringLit,
  { start, text }: Piece,
  name: string,
  actions: readonly Action[],
): QuotedAttribute | undefined {
  let at = start + 1 + text.indexOf(name);
  const parts = name.split(".").map((part): ast.Ident => {
    const span = spanIn(literal, at, at + part.length);
    at += part.length + 1;
    return { kind: "ident", span, text: part };
  });
  const span = spanIn(literal, start + 1, start + 1 + text.length);
  if (parts.length === 1) return reportBare(checker, span, name, actions);
  const attribute = elaborateAttribute(
    { kind: "path", span, parts },
    environmentOf(checker, actions, "guard"),
  );
  if (attribute === undefined || attribute.type.kind === "error") return undefined;
  const { path, type } = attribute;
  if (!hasRecord(type)) return { path, type };
  const fixes = type.kind === "record" ? fieldsOf(type, path, span) : [];
  checker.report(diagnose("AP3035", span, { path, type: describeType(type) }, { fixes }));
  return undefined;
}

/** The reason without what it cannot quote, and without the blanks before that. */
function unquoted(literal: ast.StringLit, { start, end }: Piece): readonly Fix[] {
  if (!isExact(literal) || literal.value.length > MAX_SHORTENED) return [];
  const before = literal.value.slice(0, start).replace(/[\s,:;]+$/u, "");
  if (`${before}${literal.value.slice(end)}`.trim() === "") return [];
  return removal("Remove the attribute", spanIn(literal, before.length, end));
}

/** The fields of a record that a reason can quote. */
function fieldsOf({ fields }: RecordType, path: string, span: Span): readonly Fix[] {
  const quotable = [...fields].filter(([, { type }]) => type.kind !== "error" && !hasRecord(type));
  return quotable.slice(0, MAX_OFFERED).flatMap(([field]) => replacement(span, `${path}.${field}`));
}

/** A name without its section: the attribute that ends like it is meant. */
function reportBare(checker: Checker, span: Span, name: string, actions: readonly Action[]): undefined {
  const { agent, context, impact } = checker.names;
  const sections: readonly (readonly [string, RecordType | undefined])[] = [
    ["args", actions[0]?.args],
    ["agent", agent],
    ["context", context],
    ["impact", impact],
  ];
  const section = sections.find(([, record]) => record?.fields.has(name) === true)?.[0];
  const nearest = section === undefined ? undefined : `${section}.${name}`;
  reportUnknownAttribute({ span, name, nearest }, checker.report);
}

function reportUnknownAttribute(
  {
    span,
    name,
    nearest,
  }: { readonly span: Span; readonly name: string; readonly nearest: string | undefined },
  report: Report,
): void {
  const fixes =
    nearest === undefined
      ? []
      : [{ title: `Replace with \`${nearest}\``, edits: [{ span, newText: nearest }] }];
  report(diagnose("AP2001", span, { what: "attribute", name, nearest }, { fixes }));
}

/** A part of the literal's value in the source; the whole literal where escapes stand between the two. */
function spanIn(literal: ast.StringLit, start: number, end: number): Span {
  const { span } = literal;
  return isExact(literal) ? { ...span, start: span.start + 1 + start, end: span.start + 1 + end } : span;
}

/** Is the value what stands between the quotes? */
function isExact({ value, span }: ast.StringLit): boolean {
  return value.length === span.end - span.start - 2;
}
