// Reads what is plainly a request in one pass: its form is checked, its values are copied and brought into normal form.
// Whatever is in the least unusual is left to the thorough way, which says what is wrong with it.

import type { Json } from "../../table/canonical.js";
import type { RecordSchema, TypeSchema } from "../../table/format.js";
import { DECIMAL_SCALE } from "../../values/decimal.js";
import type { RecordValue, Value } from "../../values/value.js";
import { formOf, isObject, recordOf, type JsonObject, type Reading } from "../form.js";
import { snapshot } from "../snapshot.js";

/** A record in normal form, and as it was sent. */
export interface ReadRecord {
  readonly value: RecordValue;
  readonly sent: JsonObject;
}

/** Undefined where the input is not plainly of the form. It may throw what a getter throws. */
export type RecordReader = (input: unknown) => ReadRecord | undefined;

type Target = Record<string, Value>;
type Copy = Record<string, Json>;

/** What is no single value, in normal form and as it was sent; undefined where the input is not plainly of the form. */
type PartReader = (input: unknown) => { readonly value: Value; readonly sent: Json } | undefined;

/** Of a record that was left out. */
export const LEFT_OUT: ReadRecord = Object.freeze({ value: {}, sent: {} });

/** Texts that are longer are left to the thorough way. */
export const LONGEST = 4_096;

export function recordReader(schema: RecordSchema): RecordReader {
  const entries = Object.entries(schema.fields);
  if (schema.open || entries.some(([name]) => name === "__proto__")) return wholeReader(schema);
  const fields = entries.map(([name, { optional, schema: type }]): Field => {
    const part = partReader(type);
    return { name, optional, part, single: part === undefined ? singleReader(type) : NOTHING };
  });
  const isNeeded = fields.some(({ optional }) => !optional);
  return (input) => {
    if (input === undefined) return isNeeded ? undefined : LEFT_OUT;
    if (!isPlainObject(input)) return undefined;
    const record: Draft = { value: {}, sent: undefined };
    let read = 0;
    for (const field of fields) {
      const member = input[field.name];
      if (member === undefined) {
        if (!field.optional) return undefined;
      } else {
        if (!put(field, member, record)) return undefined;
        read += 1;
      }
    }
    if (!hasMembers(input, record.value, read)) return undefined;
    return { value: record.value, sent: record.sent ?? (record.value as Copy) };
  };
}

interface Field {
  readonly name: string;
  readonly optional: boolean;
  readonly part: PartReader | undefined;
  readonly single: SingleReader;
}

/** Most values are sent in normal form. As long as all are, one record is both. */
interface Draft {
  readonly value: Target;
  sent: Copy | undefined;
}

/** False where the member is not plainly of the field's form. */
function put({ name, part, single }: Field, member: unknown, record: Draft): boolean {
  const found = part?.(member);
  const normal = part === undefined ? single(member) : found?.value;
  // What was read as a single value is one.
  const own = part === undefined ? (member as string | number | boolean) : found?.sent;
  if (normal === undefined || own === undefined) return false;
  if (record.sent === undefined && normal !== own) record.sent = { ...record.value } as Copy;
  if (record.sent !== undefined) record.sent[name] = own;
  record.value[name] = normal;
  return true;
}

/** Reads what has no one form by way of a copy. */
export function wholeReader(schema: RecordSchema, reading?: Reading): RecordReader {
  return (input) => {
    const copy = snapshot(input === undefined ? {} : input);
    if (copy.fault !== undefined || !isObject(copy.value)) return undefined;
    const formed = recordOf(schema, copy.value, [], reading);
    if (!formed.ok) return undefined;
    return input === undefined ? LEFT_OUT : { value: formed.value, sent: copy.value };
  };
}

/** What a literal or `JSON.parse` gives. */
export function isPlainObject(input: unknown): input is Readonly<Record<string, unknown>> {
  if (typeof input !== "object" || input === null) return false;
  const prototype: unknown = Object.getPrototypeOf(input);
  return prototype === Object.prototype || prototype === null;
}

/** Are its members the `wanted` ones that were read, and none of them hidden or inherited? */
export function hasMembers(input: object, read: Readonly<Record<string, unknown>>, wanted: number): boolean {
  let count = 0;
  for (const name in input) {
    if (!Object.hasOwn(read, name) || read[name] === undefined) return false;
    count += 1;
  }
  return count === wanted;
}

/** Do objects inherit nothing that a `for` goes over, and that could stand for a member that is missing? */
export function isUntouched(): boolean {
  for (const _ in Object.prototype) return false;
  return true;
}

function partReader(schema: TypeSchema): PartReader | undefined {
  if (schema.type === "record") return recordReader(schema);
  return schema.type === "list" || schema.type === "set" ? listReader(schema) : undefined;
}

function listReader(schema: TypeSchema): PartReader {
  return (input) => {
    const copy = snapshot(input);
    if (copy.fault !== undefined || copy.value === undefined) return undefined;
    const formed = formOf(schema, copy.value, []);
    return formed.ok ? { value: formed.value, sent: copy.value } : undefined;
  };
}

// ─── Single values ──────────────────────────────────────────────────────────────────────────────────────────────

/** The normal form of a single value; undefined where it is not plainly of the type. */
type SingleReader = (input: unknown) => Value | undefined;

const NOTHING: SingleReader = () => undefined;

function singleReader(schema: TypeSchema): SingleReader {
  switch (schema.type) {
    case "string":
      return (input) => (isAscii(input) ? input : thorough(schema, input));
    case "enum": {
      const members = new Set<unknown>(schema.members);
      return (input) => (members.has(input) ? (input as string) : undefined);
    }
    case "bool":
      return (input) => (typeof input === "boolean" ? input : undefined);
    case "int":
      // −0 becomes 0.
      return (input) => (Number.isSafeInteger(input) ? (input as number) + 0 : undefined);
    case "decimal":
    case "percent":
    case "money":
      return (input) => wholeDecimal(input) ?? thorough(schema, input);
    case "path":
      return (input) => (isPlainPath(input) ? input : thorough(schema, input));
    default:
      return (input) => thorough(schema, input);
  }
}

const ascii = /^[\x00-\x7f]*$/;

function isAscii(input: unknown): input is string {
  return typeof input === "string" && input.length <= LONGEST && ascii.test(input);
}

/** A path in normal form already, whose characters mean nothing but themselves. */
const plainPath = /^(?!\/(?:proc|dev)\/)(?:\/(?!\.{1,2}(?:\/|$))[\w.+@=,-]+)+$/;

function isPlainPath(input: unknown): input is string {
  return typeof input === "string" && input.length <= LONGEST && plainPath.test(input);
}

const MOST_WHOLE = Math.floor(Number.MAX_SAFE_INTEGER / DECIMAL_SCALE);

export function wholeDecimal(input: unknown): number | undefined {
  if (!Number.isSafeInteger(input)) return undefined;
  const whole = input as number;
  return Math.abs(whole) <= MOST_WHOLE ? whole * DECIMAL_SCALE + 0 : undefined;
}

/** By the reader that knows all forms of a value; what is no single value is not read here. */
export function thorough(schema: TypeSchema, input: unknown): Value | undefined {
  if (typeof input !== "string" && typeof input !== "number") return undefined;
  if (typeof input === "string" ? input.length > LONGEST : !Number.isFinite(input)) return undefined;
  const formed = formOf(schema, input, []);
  return formed.ok ? formed.value : undefined;
}
