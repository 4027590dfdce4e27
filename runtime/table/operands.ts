// The operands of an expression: one place that knows which members of which operator are references.

import type { Expr, Ref } from "./format.js";

/** The expressions that `expr` is made of. */
export function operandsOf(expr: Expr): readonly Ref[] {
  switch (expr.op) {
    case "and":
    case "or":
    case "call":
    case "classify":
      return expr.args;
    case "list":
      return expr.items;
    case "runs-only":
    case "touches":
    case "redirects":
      return expr.home === undefined ? [expr.command] : [expr.command, expr.home];
    case "known":
    case "not":
    case "neg":
    case "to-decimal":
    case "rank":
      return [expr.arg];
    case "compare":
    case "add":
    case "sub":
    case "mul":
      return [expr.left, expr.right];
    case "in":
      return [expr.item, expr.items];
    case "in-cidr":
      return [expr.item, expr.cidr];
    case "element":
    case "has-element":
      return [expr.key];
    case "like":
      return expr.home === undefined ? [expr.subject] : [expr.subject, expr.home];
    case "under":
      return [expr.subject, expr.directory];
    case "like-data":
    case "like-host":
    case "matches":
    case "holds":
      return [expr.subject];
    case "runs":
    case "unseen":
      return [expr.command];
    case "any":
    case "all":
      return [expr.over, expr.body];
    default:
      return [];
  }
}

/** `roots` and all expressions that they are made of. */
export function reachableFrom(roots: Iterable<Ref>, exprs: readonly Expr[]): ReadonlySet<Ref> {
  const found = new Set<Ref>(roots);
  // A set's iterator goes on to what is added meanwhile.
  for (const ref of found) {
    const expr = exprs[ref];
    if (expr !== undefined) for (const operand of operandsOf(expr)) found.add(operand);
  }
  return found;
}
