// Numbers of which only bounds may be known: what arithmetic and comparisons work on in the interpreter.

import { add, compare, multiply, negate, type Exact } from "../../runtime/values/exact.js";
import type { Truth } from "../../runtime/values/value.js";

type End = Exact | "-inf" | "+inf";

export interface Interval {
  readonly low: End;
  readonly high: End;
}

/** The result lies beyond ±(2⁵³−1). */
export class Overflow extends Error {}

const LARGEST: Exact = { n: BigInt(Number.MAX_SAFE_INTEGER), scale: 0 };

export function point(value: Exact): Interval {
  return { low: value, high: value };
}

/** From plain numbers at `scale` decimal places; infinities stay. */
export function bounds(low: number, high: number, scale: number): Interval {
  const end = (n: number): End =>
    n === -Infinity ? "-inf" : n === Infinity ? "+inf" : { n: BigInt(n), scale };
  return { low: end(low), high: end(high) };
}

export function negated(a: Interval): Interval {
  return { low: flip(a.high), high: flip(a.low) };
}

export function sum(a: Interval, b: Interval): Interval {
  return checked({ low: plus(a.low, b.low), high: plus(a.high, b.high) });
}

export function product(a: Interval, b: Interval): Interval {
  const corners = [a.low, a.high].flatMap((x) => [b.low, b.high].map((y) => times(x, y)));
  return checked({ low: corners.reduce(least), high: corners.reduce(greatest) });
}

/** Is every number of `a` below every one of `b`, none, or is that open? */
export function isBelow(a: Interval, b: Interval): Truth {
  if (order(a.high, b.low) < 0) return true;
  return order(a.low, b.high) >= 0 ? false : "unknown";
}

export function isEqual(a: Interval, b: Interval): Truth {
  if (order(a.high, b.low) < 0 || order(b.high, a.low) < 0) return false;
  const exact = order(a.low, a.high) === 0 && order(b.low, b.high) === 0;
  return exact ? true : "unknown";
}

function checked(result: Interval): Interval {
  for (const end of [result.low, result.high]) {
    if (typeof end === "string") continue;
    if (compare(end, LARGEST) > 0 || compare(negate(end), LARGEST) > 0) throw new Overflow();
  }
  return result;
}

function order(a: End, b: End): number {
  if (a === b) return 0;
  if (a === "-inf" || b === "+inf") return -1;
  if (a === "+inf" || b === "-inf") return 1;
  return compare(a, b);
}

function flip(a: End): End {
  return a === "-inf" ? "+inf" : a === "+inf" ? "-inf" : negate(a);
}

function plus(a: End, b: End): End {
  if (typeof a === "string") return a;
  return typeof b === "string" ? b : add(a, b);
}

function times(a: End, b: End): End {
  if (typeof a !== "string" && typeof b !== "string") return multiply(a, b);
  const sign = signOf(a) * signOf(b);
  return sign === 0 ? { n: 0n, scale: 0 } : sign < 0 ? "-inf" : "+inf";
}

function signOf(a: End): number {
  if (typeof a === "string") return a === "-inf" ? -1 : 1;
  return a.n === 0n ? 0 : a.n < 0n ? -1 : 1;
}

const least = (a: End, b: End): End => (order(a, b) <= 0 ? a : b);
const greatest = (a: End, b: End): End => (order(a, b) >= 0 ? a : b);
