// Calculations with literals, worked out exactly when the policy is compiled.

import { add, multiply, subtract, type Exact } from "../../../runtime/values/exact.js";
import { placesOf } from "../same-type.js";
import type { Type } from "../type.js";
import type { Checked } from "./checked.js";

/** More decimal places than any calculation needs that is not made to grow. */
const MAX_PLACES = 40;

/** The value of `left op right`, a `type`; undefined where it does not consist of literals alone. */
export function calculated(
  op: "+" | "-" | "*",
  left: Checked,
  right: Checked,
  type: Type,
): Exact | undefined {
  if (left.exact === undefined || right.exact === undefined) return undefined;
  switch (op) {
    case "+":
      return add(left.exact, right.exact);
    case "-":
      return subtract(left.exact, right.exact);
    case "*": {
      const places = 2 * hundredths(left, right, type);
      return multiply(multiply(left.exact, right.exact), { n: 1n, scale: places });
    }
  }
}

/** A percent that multiplies is a hundredth; a percent as the result stands for a hundred of them. */
function hundredths(left: Checked, right: Checked, type: Type): number {
  const factors = [left, right].filter((side) => side.expr.type.kind === "percent").length;
  return factors - (type.kind === "percent" ? 1 : 0);
}

/** Why a value is refused, though it may lie between normal forms: it is too large, or too finely divided. */
export function faultOf({ n, scale }: Exact, type: Type): string | undefined {
  if (scale > MAX_PLACES) return "it has too many decimal places";
  const limit = BigInt(Number.MAX_SAFE_INTEGER) * 10n ** BigInt(scale);
  const scaled = n * 10n ** BigInt(placesOf(type));
  return scaled > limit || scaled < -limit ? "it is out of range" : undefined;
}
