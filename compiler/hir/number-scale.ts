// How many decimal places the plain numbers of a type carry: what makes arithmetic on normal forms exact.

import type { Type } from "../types/type.js";

/** 4 for what is counted in ten-thousandths, else 0. */
export function placesOf(type: Type): 0 | 4 {
  return type.kind === "decimal" || type.kind === "percent" || type.kind === "money" ? 4 : 0;
}

/** Is equality of this type regardless of order? */
export function hasSet(type: Type): boolean {
  return type.kind === "set";
}

/**
 * The decimal places of both operands and of the result. A percent that multiplies something is a hundredth, so it has
 * two places more: 5 % is 50_000, which is 5.0000 as a percent and 0.050000 as a factor.
 */
export function scalesOf(
  op: "+" | "-" | "*",
  left: Type,
  right: Type,
  result: Type,
): readonly [left: number, right: number, result: number] {
  const [l, r] = [placesOf(left), placesOf(right)];
  if (op !== "*") return [l, r, placesOf(result)];
  const isFactor = (type: Type): boolean => type.kind === "percent";
  const both = isFactor(left) && isFactor(right);
  // A percent of a percent is a percent again: one of the two stays what it is.
  const leftFactor = isFactor(left) && (result.kind !== "percent" || both);
  const rightFactor = isFactor(right) && result.kind !== "percent";
  return [leftFactor ? 6 : l, rightFactor ? 6 : r, placesOf(result)];
}
