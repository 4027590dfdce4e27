// The language's functions over normal forms.

import type { BuiltinFunction } from "../table/format.js";
import { hourIn, isTimeZone, weekdayIn } from "../values/time.js";
import type { Value } from "../values/value.js";
import { asUrl } from "./predicate.js";

/** Undefined where the function has no answer, as for the port of a URL whose scheme has none. */
export function call(fn: BuiltinFunction, [first, second]: readonly Value[]): Value | undefined {
  switch (fn) {
    case "size":
      return Array.isArray(first) ? first.length : undefined;
    case "length":
      return typeof first === "string" ? Array.from(first).length : undefined;
    case "lower":
      return typeof first === "string" ? first.toLowerCase() : undefined;
    case "host":
      return asUrl(first)?.host;
    case "port":
      return asUrl(first)?.port;
    case "scheme":
      return asUrl(first)?.scheme;
    case "hour":
      return isMoment(first) && isZone(second) ? hourIn(first, second) : undefined;
    case "weekday":
      return isMoment(first) && isZone(second) ? weekdayIn(first, second) : undefined;
  }
}

/** The last millisecond that ECMAScript's `Date` can hold. */
const LAST_MOMENT = 8.64e15;

function isMoment(value: Value | undefined): value is number {
  return typeof value === "number" && Math.abs(value) <= LAST_MOMENT;
}

function isZone(value: Value | undefined): value is string {
  return typeof value === "string" && isTimeZone(value);
}
