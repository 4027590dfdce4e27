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
