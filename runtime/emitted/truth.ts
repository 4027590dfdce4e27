// Kleene's logic for the conditions of an emitted module: undefined is unknown.

import { passes } from "../atoms/holds.js";
import type { Test } from "../atoms/predicate.js";
import { call } from "../evaluate/call.js";
import type { Known } from "../evaluate/kleene.js";
import type { BuiltinFunction } from "../table/format.js";
import type { Value } from "../values/value.js";

type Maybe = Value | undefined;

export function both(a: Known, b: Known): Known {
  if (a === false || b === false) return false;
  return a === undefined || b === undefined ? undefined : true;
}

export function either(a: Known, b: Known): Known {
  if (a === true || b === true) return true;
  return a === undefined || b === undefined ? undefined : false;
}

export function opposite(a: Known): Known {
  return a === undefined ? undefined : !a;
}

/** Is the number below the other? */
export function isBelow(a: Maybe, b: Maybe): Known {
  return typeof a === "number" && typeof b === "number" ? a < b : undefined;
}

/** Are two single values of one type equal? */
export function isSame(a: Maybe, b: Maybe): Known {
  return a === undefined || b === undefined ? undefined : a === b;
}

/** Does the value pass the test? */
export function does(value: Maybe, test: Test): Known {
  if (test.kind === "present") return value !== undefined;
  return value === undefined ? undefined : passes(test, value);
}

/** What the function of the language gives. */
export function called(fn: BuiltinFunction, ...args: readonly Maybe[]): Maybe {
  const known = args.filter((arg) => arg !== undefined);
  return known.length < args.length ? undefined : call(fn, known);
}
