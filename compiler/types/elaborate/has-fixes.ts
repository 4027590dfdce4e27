// Checks by `has` that say nothing, and those of what is no attribute.

import type * as ast from "../../ast/ast.js";
import type { Fix } from "../../diagnostics/diagnostic.js";
import { removal } from "../../diagnostics/fixes.js";
import { replacement } from "../../diagnostics/nearest.js";
import type { Scope } from "./scope.js";

type Has = Extract<ast.Expr, { readonly kind: "has" }>;

/** `has p and e` as `e`, and `e and has p` as `e`. In other places the check has a meaning by its place. */
export function withoutCheck(has: Has, { operandOf }: Scope): readonly Fix[] {
  if (operandOf?.op !== "and") return [];
  const { left, right, span, opSpan } = operandOf;
  const { file } = span;
  const title = "Remove the check";
  // Where an operand begins or ends with the whole, no parentheses stand around it there.
  if (left === has && left.span.start === span.start) {
    const end = right.span.end === span.end ? right.span.start : opSpan.end;
    return removal(title, { file, start: span.start, end });
  }
  if (right === has && right.span.end === span.end) {
    const start = left.span.start === span.start ? left.span.end : opSpan.start;
    return removal(title, { file, start, end: span.end });
  }
  return [];
}

/** A condition needs no `has`; a bare word may be the name of an attribute without its section. */
export function attributeMeant({ path, span }: Has, { names, actions, place }: Scope): readonly Fix[] {
  const [name, ...others] = path.kind === "path" ? path.parts : [];
  if (name === undefined || others.length > 0 || place === "constant") return [];
  const decl = names.lets.get(name.text);
  if (decl !== undefined) {
    if (decl.params !== undefined || !isCondition(decl.body)) return [];
    return removal("Remove `has`", { ...span, end: path.span.start });
  }
  const { agent, context, impact } = names;
  const args = actions.length === 1 ? actions[0]?.args : undefined;
  const sections = Object.entries({ agent, context, impact, ...(args && { args }) });
  const [section, ...more] = sections.flatMap(([key, { fields }]) => {
    return fields.get(name.text)?.optional === true ? [key] : [];
  });
  if (section === undefined || more.length > 0) return [];
  return replacement(path.span, `${section}.${name.text}`);
}

/** Is it a bool, by its form alone? */
function isCondition(expr: ast.Expr): boolean {
  if (expr.kind === "binary") return !["+", "-", "*"].includes(expr.op);
  if (expr.kind === "unary") return expr.op === "not";
  return ["bool", "has", "command-test", "quantifier"].includes(expr.kind);
}
