// What can be said of evaluating an expression before there is a request.

import type { Expr } from "./format.js";
import { operandsOf } from "./operands.js";

/** By index: can evaluating it be a fault? What overflows is one, and so are lists too long to go over. */
export function failingIn(exprs: readonly Expr[]): readonly boolean[] {
  const failing: boolean[] = [];
  const can: ReadonlySet<Expr["op"]> = new Set(["add", "sub", "mul", "neg", "any", "all"]);
  for (const expr of exprs)
    failing.push(can.has(expr.op) || operandsOf(expr).some((operand) => failing[operand] === true));
  return failing;
}

/** By index: is it found in the request, or worked out from that by functions? */
export function cheapIn(exprs: readonly Expr[]): readonly boolean[] {
  const cheap: boolean[] = [];
  const can: ReadonlySet<Expr["op"]> = new Set(["attribute", "literal", "now", "call"]);
  for (const expr of exprs)
    cheap.push(can.has(expr.op) && operandsOf(expr).every((operand) => cheap[operand] === true));
  return cheap;
}

/** By index: does it read a bound variable? Then it has no one value in a decision. */
export function openIn(exprs: readonly Expr[]): readonly boolean[] {
  const free: ReadonlySet<string>[] = [];
  for (const expr of exprs) free.push(freeIn(expr, free));
  return free.map((names) => names.size > 0);
}

const NONE: ReadonlySet<string> = new Set();

/** The variables that an expression reads and does not bind, from those of its operands. */
function freeIn(expr: Expr, free: readonly ReadonlySet<string>[]): ReadonlySet<string> {
  const isOwn = expr.op === "variable" || expr.op === "has-variable";
  if (!isOwn && operandsOf(expr).every((operand) => free[operand] === NONE)) return NONE;
  const names = new Set(operandsOf(expr).flatMap((operand) => Array.from(free[operand] ?? [])));
  if (isOwn) names.add(expr.name);
  if (expr.op === "any" || expr.op === "all") names.delete(expr.variable);
  return names;
}
