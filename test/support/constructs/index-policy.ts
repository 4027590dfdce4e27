// Which constructs stand in which rule of a policy: of its clauses as they were written, of its expressions as checked.

import type * as ast from "../../../compiler/ast/ast.js";
import { parse } from "../../../compiler/ast/parse.js";
import type { Program, TypedRule } from "../../../compiler/types/program.js";
import type { TypedExpr } from "../../../compiler/types/typed-expr.js";
import { WORLD } from "../arbitrary-world.js";
import { clauseNames, selectorNames } from "./clauses.js";
import { namesOf } from "./expressions.js";
import { partsOf } from "./parts.js";

/** What must be seen in a decision for a construct to have decided. */
export type Sign =
  /** The rule is among those that gave the verdict. */
  | { readonly by: "verdict" }
  /** Its code, or its reason, is the decision's. */
  | { readonly by: "name" }
  | { readonly by: "note" | "trip" | "notify" | "connect" }
  /** The rule is among those that gave the verdict with what is on trial. */
  | { readonly by: "shadow" }
  | { readonly by: "redaction"; readonly op: string; readonly target: string };

export interface Indexed {
  readonly clauses: readonly { readonly name: string; readonly sign: Sign }[];
  /** Its boolean expressions. */
  readonly conditions: readonly TypedExpr[];
}

export interface PolicyIndex {
  /** By qualified name; the header's under `default` and `on_error`, kill switches' under their names. */
  readonly rules: ReadonlyMap<string, Indexed>;
  /** The constructs of a boolean expression: itself, and what it is made of down to the next boolean one. */
  readonly names: ReadonlyMap<TypedExpr, readonly string[]>;
}

const SAYS: Sign = { by: "verdict" };

/** What all random policies declare, read once. */
const world = declarationsIn(WORLD);

function declarationsIn(text: string): readonly ast.Declaration[] {
  return parse({ path: "p.agentpol", text }).module.declarations;
}

/** `text` is the policy's own file. */
export function indexPolicy(program: Program, text: string): PolicyIndex {
  const declarations = [...world, ...declarationsIn(text.replace(WORLD, ""))];
  const forms = declarations.filter((each) => each.kind === "form");
  const names = new Map<TypedExpr, readonly string[]>();
  const hosts = classifierClauses(declarations);
  const conditionsOf = (roots: readonly TypedExpr[]): readonly TypedExpr[] => {
    const found = new Set<TypedExpr>();
    for (const root of roots) collect(root, found);
    for (const each of found) if (!names.has(each)) names.set(each, namesIn(each, hosts));
    return [...found];
  };
  const { header } = program;
  const named = (name: string): string => `${header.name}.${name}`;
  const rules = new Map<string, Indexed>();
  for (const rule of program.rules) {
    const form = forms.find(({ name }) => named(name?.text ?? "") === rule.name);
    if (form === undefined) throw new Error(`no declaration of ${rule.name}`);
    rules.set(rule.name, { clauses: clausesOf(form, forms), conditions: conditionsOf(expressionsOf(rule)) });
  }
  const own = forms.find(({ form }) => form === "policy");
  const headers = (kind: string): Indexed["clauses"] =>
    (own?.clauses ?? [])
      .filter((clause) => clause.kind === kind || clause.kind === "floor" || clause.kind === "mode")
      .flatMap((clause) => clauseNames("policy", clause).map((name) => ({ name, sign: SAYS })));
  rules.set("default", { clauses: headers("default"), conditions: [] });
  rules.set("on_error", {
    clauses: headers("on_error"),
    conditions: conditionsOf(header.onErrorWhen.map(({ when }) => when)),
  });
  for (const form of forms.filter((each) => each.form === "killswitch"))
    rules.set(named(form.name?.text ?? ""), { clauses: clausesOf(form, forms), conditions: [] });
  return { rules, names };
}

function expressionsOf(rule: TypedRule): readonly TypedExpr[] {
  const revoke = rule.form === "grant" && rule.revoke !== undefined ? [rule.revoke] : [];
  return [...rule.when, ...rule.unless, ...revoke];
}

function collect(expr: TypedExpr, found: Set<TypedExpr>): void {
  if (expr.type.kind === "bool" && found.has(expr)) return;
  if (expr.type.kind === "bool") found.add(expr);
  for (const part of partsOf(expr)) collect(part, found);
}

function namesIn(expr: TypedExpr, hosts: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const names = new Set<string>();
  const add = (each: TypedExpr): void => {
    for (const name of namesOf(each)) names.add(name);
    if (each.kind === "classify") for (const name of hosts.get(each.classifier.name) ?? []) names.add(name);
    for (const part of partsOf(each)) if (part.type.kind !== "bool" || part.kind === "literal") add(part);
  };
  add(expr);
  return [...names];
}

function classifierClauses(declarations: readonly ast.Declaration[]): ReadonlyMap<string, readonly string[]> {
  return new Map(
    declarations.flatMap((each) =>
      each.kind === "classifier"
        ? [[each.name.text, each.clauses.flatMap((clause) => clauseNames("classifier", clause))] as const]
        : [],
    ),
  );
}

function clausesOf(form: ast.FormDecl, forms: readonly ast.FormDecl[]): Indexed["clauses"] {
  const said = form.clauses.flatMap((clause) => [
    ...clauseNames(form.form, clause).map((name) => ({ name, sign: signOf(clause) })),
    ...insideOf(clause, forms),
  ]);
  return [...selectorNames(form).map((name) => ({ name, sign: SAYS })), ...said];
}

function signOf(clause: ast.Clause): Sign {
  switch (clause.kind) {
    case "note":
    case "trip":
    case "notify":
      return { by: clause.kind };
    case "mode":
      return clause.mode.text === "shadow" ? { by: "shadow" } : SAYS;
    case "code":
      return { by: "name" };
    case "deny":
      return { by: "connect" };
    case "mask":
    case "hash":
    case "drop":
    case "clamp":
      return {
        by: "redaction",
        op: opOf(clause),
        target: clause.target.parts.map(({ text }) => text).join("."),
      };
    default:
      return SAYS;
  }
}

function opOf({ kind, matching }: ast.Redaction): string {
  return kind === "mask" && matching === undefined ? "mask-all" : kind;
}

/** What a clause brings along: a box with its clauses, an approver, redactions. */
function insideOf(clause: ast.Clause, forms: readonly ast.FormDecl[]): Indexed["clauses"] {
  const verdict = clause.kind === "verdict" || clause.kind === "else" ? clause.verdict : undefined;
  const box = clause.kind === "inside" ? clause.box : verdict?.box;
  const named = [box, verdict?.group].flatMap((ident) =>
    forms.filter(
      ({ form, name }) => (form === "sandbox" || form === "approver") && name?.text === ident?.text,
    ),
  );
  return [
    ...named.flatMap((form) => clausesOf(form, forms)),
    ...(clause.kind === "extends"
      ? clause.boxes.flatMap(({ text }) =>
          forms
            .filter(({ form, name }) => form === "sandbox" && name?.text === text)
            .flatMap((form) => clausesOf(form, forms)),
        )
      : []),
    ...(verdict?.redactions ?? []).flatMap((each) =>
      clauseNames("redact", each)
        .slice(1)
        .map((name) => ({ name, sign: signOf(each) })),
    ),
  ];
}
