// Texts and keys by which values are equal: for membership in sets, and for state that is kept apart by attributes.

import { canonicalJson, type Json } from "../table/canonical.js";
import type { Value } from "../values/value.js";

/** Equal for equal values of one type, different for different ones. Scalars stand for themselves. */
export function identityOf(value: Value): string | number | boolean {
  return typeof value === "object" ? textOf(value) : value;
}

/** The canonical text of a value. */
export function textOf(value: Value): string {
  return canonicalJson(asJson(value));
}

/** The key of state that is kept apart by these values, in this order. */
export function keyOf(values: readonly (Value | undefined)[]): string {
  return canonicalJson(values.map((value) => (value === undefined ? null : asJson(value))));
}

/** Normal forms are plain data. */
function asJson(value: Value): Json {
  return value as Json;
}
