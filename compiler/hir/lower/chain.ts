// LAW: `and` and `or` are associative: a chain of one of them is one operation on all its parts, in order.

import type { TypedExpr } from "../../types/typed-expr.js";

/** The parts of the longest chain of `kind` at the root of `expr`; `expr` itself where there is none. */
export function chainOf(expr: TypedExpr, kind: "and" | "or"): TypedExpr[] {
  const parts: TypedExpr[] = [];
  const rest = [expr];
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    if (next.kind === kind) rest.push(next.right, next.left);
    else parts.push(next);
  }
  return parts;
}
