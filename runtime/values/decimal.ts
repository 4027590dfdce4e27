// Integers and decimals: exact, and within the range in which every integer is a JavaScript number of its own.

import { accept, reject } from "./normalized.js";
import type { Normalized } from "./normalized.js";

const DECIMAL_PLACES = 4;

/** A decimal is held as the integer `value × DECIMAL_SCALE`. */
export const DECIMAL_SCALE = 10 ** DECIMAL_PLACES;

const decimalText = /^(-?)(0|[1-9]\d*)(?:\.(\d+))?$/;

/** More digits before the point than 2⁵³−1 has at this scale, so that no long text is turned into a number. */
const MAX_WHOLE_DIGITS = 12;

const outOfRange = reject("is out of range");

/**
 * `value × 10⁴` as an integer, |result| ≤ 2⁵³−1. A number is read by its shortest decimal text, so that 0.1 is one tenth
 * and `0.1 + 0.2` has too many places. A text is written as JSON writes numbers, without an exponent.
 */
export function parseDecimal(input: number | string): Normalized<number> {
  if (typeof input === "number" && !(Math.abs(input) <= Number.MAX_SAFE_INTEGER)) {
    return Number.isNaN(input) ? reject("is not a number") : outOfRange;
  }
  const match = decimalText.exec(String(input));
  if (match === null) {
    return isTiny(input) ? reject(TOO_MANY_PLACES) : reject("is not a decimal number");
  }
  const [, sign = "", whole = "", places = ""] = match;
  if (places.length > DECIMAL_PLACES) {
    return reject(TOO_MANY_PLACES);
  }
  if (whole.length > MAX_WHOLE_DIGITS) {
    return outOfRange;
  }
  const magnitude = Number(whole + places.padEnd(DECIMAL_PLACES, "0"));
  if (magnitude > Number.MAX_SAFE_INTEGER) {
    return outOfRange;
  }
  return accept(sign === "-" && magnitude !== 0 ? -magnitude : magnitude);
}

const TOO_MANY_PLACES = `has more than ${DECIMAL_PLACES} decimal places`;

/** JavaScript writes numbers below 10⁻⁶ with an exponent. */
function isTiny(input: number | string): boolean {
  return typeof input === "number" && Math.abs(input) < 1;
}

/** An integer with |value| ≤ 2⁵³−1; −0 becomes 0. */
export function parseInteger(input: number): Normalized<number> {
  if (!Number.isInteger(input)) {
    return reject("is not an integer");
  }
  return Number.isSafeInteger(input) ? accept(input === 0 ? 0 : input) : outOfRange;
}

/** The shortest decimal text of `scaled / 10⁴`: 125_000 is "12.5". */
export function formatDecimal(scaled: number): string {
  const digits = String(Math.abs(scaled)).padStart(DECIMAL_PLACES + 1, "0");
  const whole = digits.slice(0, -DECIMAL_PLACES);
  const places = digits.slice(-DECIMAL_PLACES).replace(/0+$/, "");
  return (scaled < 0 ? "-" : "") + whole + (places === "" ? "" : `.${places}`);
}
