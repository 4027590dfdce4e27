// Numbers that no normal form holds: with more decimal places, too large for one, or known within bounds only.
//
// A quantity counts units of the normal form of its type (ten-thousandths of a dollar, say), so that two quantities of
// one type compare as they are.

import type { CompareOp } from "../table/format.js";
import { add, compare, exact, multiply, negate, toPlain, type Exact } from "../values/exact.js";
import { Fault } from "./fault.js";
import { not, type Known } from "./kleene.js";

type End = Exact | "-inf" | "+inf";

/** It lies in [low, high]; the ends are equal where nothing is in doubt. */
export interface Quantity {
  readonly low: End;
  readonly high: End;
}

/** Decimal places of the normal forms on the left, on the right and of the result. */
export type Scales = readonly [left: number, right: number, result: number];

const LARGEST = BigInt(Number.MAX_SAFE_INTEGER);
const ZERO = exact(0, 0);

/** Repeated multiplication would double the digits of a fraction each time. */
const MAX_PLACES = 1000;

/** From plain numbers; infinities mean that nothing is known on that side. */
export function between(low: number, high: number): Quantity {
  return { low: endOf(low), high: endOf(high) };
}

/** The normal form, where the quantity has one. */
export function plain({ low, high }: Quantity): number | undefined {
  if (typeof low === "string" || typeof high === "string" || compare(low, high) !== 0) return undefined;
  return toPlain(low, 0);
}

/** @throws {Fault} where the result lies beyond ±(2⁵³−1). */
export function sum(a: Quantity, b: Quantity, [left, right, result]: Scales): Quantity {
  const x = shifted(a, result - left);
  const y = shifted(b, result - right);
  return inRange({ low: plus(x.low, y.low), high: plus(x.high, y.high) }, result);
}

export function negative(a: Quantity): Quantity {
  return { low: flip(a.high), high: flip(a.low) };
}

/** @throws {Fault} where the result lies beyond ±(2⁵³−1). */
export function product(a: Quantity, b: Quantity, [left, right, result]: Scales): Quantity {
  const corners = [a.low, a.high].flatMap((x) => [b.low, b.high].map((y) => times(x, y)));
  const range = { low: corners.reduce(lesser), high: corners.reduce(greater) };
  return inRange(shifted(range, result - left - right), result);
}

/** × 10^places: the same number in smaller units. */
export function shifted(a: Quantity, places: number): Quantity {
  return { low: shiftedEnd(a.low, places), high: shiftedEnd(a.high, places) };
}

/** Compares two numbers of one type; unknown where bounds overlap. */
export function ordered(cmp: CompareOp, a: Quantity, b: Quantity): Known {
  switch (cmp) {
    case "==":
      return isEqual(a, b);
    case "!=":
      return not(isEqual(a, b));
    case "<":
      return isBelow(a, b);
    case ">":
      return isBelow(b, a);
    case "<=":
      return not(isBelow(b, a));
    case ">=":
      return not(isBelow(a, b));
  }
}

/** Is `a` less than `b`? */
function isBelow(a: Quantity, b: Quantity): Known {
  if (order(a.high, b.low) < 0) return true;
  return order(a.low, b.high) >= 0 ? false : undefined;
}

export function isEqual(a: Quantity, b: Quantity): Known {
  if (order(a.high, b.low) < 0 || order(b.high, a.low) < 0) return false;
  return order(a.low, a.high) === 0 && order(b.low, b.high) === 0 ? true : undefined;
}

function endOf(number: number): End {
  if (number === Infinity) return "+inf";
  return number === -Infinity ? "-inf" : exact(number, 0);
}

function inRange(range: Quantity, places: number): Quantity {
  const largest = { n: LARGEST * 10n ** BigInt(places), scale: 0 };
  for (const end of [range.low, range.high]) {
    if (typeof end === "string") continue;
    if (compare(end, largest) > 0 || compare(end, negate(largest)) < 0) {
      throw new Fault("a number beyond ±(2^53 − 1)");
    }
    if (end.scale > MAX_PLACES) throw new Fault(`a number with more than ${MAX_PLACES} decimal places`);
  }
  return range;
}

function shiftedEnd(end: End, places: number): End {
  if (typeof end === "string" || places === 0) return end;
  const factor = places > 0 ? { n: 10n ** BigInt(places), scale: 0 } : { n: 1n, scale: -places };
  return multiply(end, factor);
}

function order(a: End, b: End): number {
  if (typeof a !== "string" && typeof b !== "string") return compare(a, b);
  return rankOf(a) - rankOf(b);
}

/** Where an end stands, as far as infinities go. */
function rankOf(end: End): number {
  if (end === "-inf") return -1;
  return end === "+inf" ? 1 : 0;
}

function plus(a: End, b: End): End {
  if (typeof a === "string") return a;
  return typeof b === "string" ? b : add(a, b);
}

function flip(end: End): End {
  if (end === "-inf") return "+inf";
  return end === "+inf" ? "-inf" : negate(end);
}

function times(a: End, b: End): End {
  if (typeof a !== "string" && typeof b !== "string") return multiply(a, b);
  const sign = signOf(a) * signOf(b);
  if (sign === 0) return ZERO;
  return sign < 0 ? "-inf" : "+inf";
}

function signOf(end: End): number {
  return typeof end === "string" ? rankOf(end) : compare(end, ZERO);
}

function lesser(a: End, b: End): End {
  return order(a, b) <= 0 ? a : b;
}

function greater(a: End, b: End): End {
  return order(a, b) >= 0 ? a : b;
}
