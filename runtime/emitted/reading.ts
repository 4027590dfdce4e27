// How an emitted module reads what is plainly a request. Where anything is unusual the answer is undefined or false, and
// the table decides.

import { formOf } from "../decide/form.js";
import { argsReader } from "../decide/fast/policy.js";
import { LONGEST, type ReadRecord, thorough, wholeDecimal } from "../decide/fast/read.js";
import { snapshot } from "../decide/snapshot.js";
import type { Json } from "../table/canonical.js";
import type { ActionSchema, TypeSchema } from "../table/format.js";
import type { RecordValue, Value } from "../values/value.js";

/** Is the object what a literal or `JSON.parse` gives? Where its form is known, this takes no time. */
export function isPlain(input: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(input);
  return prototype === Object.prototype || prototype === null;
}

/** A text in normal form whatever its form: of ASCII. */
export function isText(input: unknown): input is string {
  if (typeof input !== "string" || input.length > LONGEST) return false;
  for (let i = 0; i < input.length; i += 1) if (input.charCodeAt(i) > 0x7f) return false;
  return true;
}

const SLASH = 0x2f;
const DOT = 0x2e;
/** By the code of a character: may it stand in a plain path? */
const inPath = Uint8Array.from({ length: 0x80 }, (_, code) =>
  /[\w.+@=,/-]/.test(String.fromCharCode(code)) ? 1 : 0,
);

/** An absolute path in normal form, whose characters mean nothing but themselves. */
export function isPath(input: unknown): input is string {
  if (typeof input !== "string" || input.length < 2 || input.length > LONGEST) return false;
  if (input.charCodeAt(0) !== SLASH || input.charCodeAt(input.length - 1) === SLASH) return false;
  let segment = 1;
  for (let i = 1; i < input.length; i += 1) {
    const code = input.charCodeAt(i);
    if (inPath[code] !== 1) return false;
    if (code === SLASH) {
      if (isNoName(input, segment, i)) return false;
      segment = i + 1;
    }
  }
  return !isNoName(input, segment, input.length) && !input.startsWith("/proc/") && !input.startsWith("/dev/");
}

/** Is the segment empty, `.` or `..`? */
function isNoName(path: string, from: number, to: number): boolean {
  if (to - from > 2) return false;
  return to === from || (path.charCodeAt(from) === DOT && path.charCodeAt(to - 1) === DOT);
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
  const read = argsReader(schema);
  return (input, agent, context) => read(input, { agent, context });
}
