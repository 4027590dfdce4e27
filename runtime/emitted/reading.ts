// How an emitted module reads what is plainly a request. Where anything is unusual the answer is undefined or false, and
// the table decides.

import { formOf } from "../decide/form.js";
import { relativeReader as readerOf } from "../decide/fast/relative.js";
import type { ReadRecord } from "../decide/fast/section.js";
import { thorough, wholeDecimal } from "../decide/fast/single.js";
import { snapshot } from "../decide/snapshot.js";
import type { Json } from "../table/canonical.js";
import type { ActionSchema, TypeSchema } from "../table/format.js";
import type { RecordValue, Value } from "../values/value.js";

/** Is the object what a literal or `JSON.parse` gives? Where its form is known, this takes no time. */
export function isPlain(input: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(input);
  return prototype === Object.prototype || prototype === null;
}

/** A whole number as it is sent and held; −0 is another than it is held as. */
export function isInt(input: unknown): input is number {
  return Number.isSafeInteger(input) && !Object.is(input, -0);
}

/** Of a decimal, a percentage or money. */
export function decimalIn(schema: TypeSchema, input: unknown): Value | undefined {
  return wholeDecimal(input) ?? thorough(schema, input);
}

/** Of any other single value. */
export const valueIn = thorough;

/** A copy of a list, and what it is in normal form. */
export function listIn(
  schema: TypeSchema,
  input: unknown,
): { readonly value: Value; readonly sent: Json } | undefined {
  const copy = snapshot(input);
  if (copy.fault !== undefined || copy.value === undefined) return undefined;
  const formed = formOf(schema, copy.value, []);
  return formed.ok ? { value: formed.value, sent: copy.value } : undefined;
}

/** Of the arguments of an action whose paths are relative to other attributes. */
export function relativeReader(
  schema: ActionSchema,
): (input: unknown, agent: RecordValue, context: RecordValue) => ReadRecord | undefined {
  const read = readerOf(schema);
  return (input, agent, context) => read(input, { agent, context });
}
