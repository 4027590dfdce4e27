// Reads a request's values by the table's schema: the form of section 3 of the language, and the normal form of each.

import { parseCommand } from "../facts/command/parse.js";
import type { FieldSchema, RecordSchema, ScalarType, TypeSchema } from "../table/format.js";
import { isList, type Json } from "../table/canonical.js";
import { parseDecimal, parseInteger } from "../values/decimal.js";
import { parseHost } from "../values/host.js";
import { parseCidr, parseIp } from "../values/ip.js";
import { reject, type Normalized } from "../values/normalized.js";
import { parsePath } from "../values/path.js";
import { normalizeText } from "../values/text.js";
import { parseDuration, parseTime } from "../values/time.js";
import { parseUrl } from "../values/url.js";
import type { RecordValue, Value } from "../values/value.js";
import { pathTo } from "./path.js";
import type { Fault } from "./request.js";

export type Formed<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: Fault };

export type JsonObject = Readonly<Record<string, Json>>;

/** How what depends on other attributes is read. */
export interface Reading {
  readonly path: (text: string) => Normalized<string>;
  /** Where commands start: absolute, in normal form; absent where the request does not say. */
  readonly directory?: string | undefined;
}

const PLAIN: Reading = { path: parsePath };

/** The normal form of `input` at `schema`; `path` is where it stands in the request. */
export function formOf(
  schema: TypeSchema,
  input: Json,
  path: readonly string[],
  reading: Reading = PLAIN,
): Formed<Value> {
  switch (schema.type) {
    case "record":
      return recordOf(schema, input, path, reading);
    case "list":
    case "set":
      return isList(input) ? listOf(schema.of, input, path, reading) : misfit(schema, input, path);
    case "enum":
      if (typeof input !== "string" || !schema.members.includes(input)) return misfit(schema, input, path);
      return { ok: true, value: input };
    case "money":
      return moneyOf(schema.currency, input, path);
    case "bool":
      return typeof input === "boolean" ? { ok: true, value: input } : misfit(schema, input, path);
    case "command":
      return commandOf(input, path, reading);
    case "path":
      return typeof input === "string"
        ? normal(schema, reading.path(input), input, path)
        : misfit(schema, input, path);
    default:
      return scalarOf(schema.type, input, path);
  }
}

/** A record in normal form: an absent field has no key. What an open record has beyond its fields is left aside. */
export function recordOf(
  schema: RecordSchema,
  input: Json,
  path: readonly string[],
  reading: Reading = PLAIN,
): Formed<RecordValue> {
  if (!isObject(input)) return misfit(schema, input, path);
  if (!schema.open) {
    const stranger = Object.keys(input).find((name) => !Object.hasOwn(schema.fields, name));
    if (stranger !== undefined) return fault([...path, stranger], "is not declared");
  }
  const unsearchable = schema.open ? unreadableIn(schema, input, path) : undefined;
  if (unsearchable !== undefined) return unsearchable;
  const members: [string, Value][] = [];
  for (const [name, field] of Object.entries(schema.fields)) {
    const sent = Object.hasOwn(input, name) ? input[name] : undefined;
    const member = fieldOf(field, sent, [...path, name], reading);
    if (!member.ok) return member;
    if (member.value !== undefined) members.push([name, member.value]);
  }
  return { ok: true, value: Object.fromEntries(members) };
}

/** What nobody declared is looked at by detectors, so its texts must be such as can be normalised. */
function unreadableIn(
  schema: RecordSchema,
  input: JsonObject,
  path: readonly string[],
): ReturnType<typeof fault> | undefined {
  for (const [name, member] of Object.entries(input)) {
    if (Object.hasOwn(schema.fields, name)) continue;
    const reason = unreadable([name, member]);
    if (reason !== undefined) return fault([...path, name], `holds a text that ${reason}`);
  }
  return undefined;
}

function unreadable(input: Json): string | undefined {
  if (typeof input === "string") {
    const normal = normalizeText(input);
    return normal.ok ? undefined : normal.reason;
  }
  if (typeof input !== "object" || input === null) return undefined;
  const inner = isList(input) ? input : Object.entries(input).flat();
  for (const each of inner) {
    const reason = each === undefined ? undefined : unreadable(each);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

export function isObject(input: Json | undefined): input is JsonObject {
  return typeof input === "object" && input !== null && !Array.isArray(input);
}

export function fault(
  path: readonly string[],
  message: string,
): { readonly ok: false; readonly fault: Fault } {
  return { ok: false, fault: { path: pathTo(path), message } };
}

function fieldOf(
  field: FieldSchema,
  input: Json | undefined,
  path: readonly string[],
  reading: Reading,
): Formed<Value | undefined> {
  if (input !== undefined) return formOf(field.schema, input, path, reading);
  if (field.optional) return { ok: true, value: undefined };
  return fault(path, `expected ${nameOf(field.schema)}, found nothing`);
}

function listOf(
  of: TypeSchema,
  input: readonly Json[],
  path: readonly string[],
  reading: Reading,
): Formed<Value> {
  const items: Value[] = [];
  for (const [i, item] of input.entries()) {
    const member = formOf(of, item, [...path, String(i)], reading);
    if (!member.ok) return member;
    items.push(member.value);
  }
  return { ok: true, value: items };
}

/** A number, or an object of exactly `amount` and `currency`. */
function moneyOf(currency: string, input: Json, path: readonly string[]): Formed<Value> {
  const schema = { type: "money", currency } as const;
  if (typeof input === "number") return normal(schema, parseDecimal(input), input, path);
  if (!isObject(input)) return misfit(schema, input, path);
  const stranger = Object.keys(input).find((name) => name !== "amount" && name !== "currency");
  if (stranger !== undefined) return fault([...path, stranger], "is not declared");
  const { amount, currency: stated } = input;
  if (stated !== currency)
    return fault([...path, "currency"], `expected "${currency}", found ${told(stated)}`);
  if (typeof amount !== "number" && typeof amount !== "string") {
    return fault([...path, "amount"], `expected a decimal, found ${kindOf(amount)}`);
  }
  return normal(schema, parseDecimal(amount), amount, [...path, "amount"]);
}

function commandOf(input: Json, path: readonly string[], { directory }: Reading): Formed<Value> {
  if (typeof input === "string") return { ok: true, value: parseCommand(input, directory) };
  if (!isList(input)) return misfit({ type: "command" }, input, path);
  const words: string[] = [];
  for (const [i, word] of input.entries()) {
    if (typeof word !== "string") return misfit({ type: "string" }, word, [...path, String(i)]);
    words.push(word);
  }
  return { ok: true, value: parseCommand(words, directory) };
}

type TextType = "time" | "string" | "host" | "ip" | "cidr" | "url" | "sql";

const textParsers: Readonly<Record<TextType, (text: string) => Normalized<Value>>> = {
  time: parseTime,
  string: normalizeText,
  host: parseHost,
  ip: parseIp,
  cidr: parseCidr,
  url: parseUrl,
  sql: normalizeText,
};

type PlainType = Exclude<ScalarType, "bool" | "command" | "path">;

function scalarOf(type: PlainType, input: Json, path: readonly string[]): Formed<Value> {
  const schema = { type };
  if (typeof input === "number" && isNumeric(type))
    return normal(schema, parseNumber(type, input), input, path);
  if (typeof input !== "string") return misfit(schema, input, path);
  switch (type) {
    case "int":
    case "bytes":
    case "percent":
      return misfit(schema, input, path);
    case "decimal":
      return normal(schema, parseDecimal(input), input, path);
    case "duration":
      return normal(schema, parseDuration(input), input, path);
    default:
      return normal(schema, textParsers[type](input), input, path);
  }
}

type NumericType = "int" | "bytes" | "decimal" | "percent" | "duration";

function isNumeric(type: PlainType): type is NumericType {
  return ["int", "bytes", "decimal", "percent", "duration"].includes(type);
}

function parseNumber(type: NumericType, input: number): Normalized<number> {
  switch (type) {
    case "int":
      return parseInteger(input);
    case "bytes":
      return input < 0 ? reject("is below zero") : parseInteger(input);
    case "decimal":
    case "percent":
      return parseDecimal(input);
    case "duration":
      return parseDuration(input);
  }
}

// ─── Messages ───────────────────────────────────────────────────────────────────────────────────────────────────

function normal(
  schema: TypeSchema,
  parsed: Normalized<Value>,
  input: Json,
  path: readonly string[],
): Formed<Value> {
  if (parsed.ok) return parsed;
  return fault(path, `expected ${nameOf(schema)}, found ${kindOf(input)} that ${parsed.reason}`);
}

function misfit(schema: TypeSchema, input: Json, path: readonly string[]): ReturnType<typeof fault> {
  const found = schema.type === "enum" && typeof input === "string" ? told(input) : kindOf(input);
  return fault(path, `expected ${nameOf(schema)}, found ${found}`);
}

/** A short text in quotes, else its kind. */
function told(input: Json | undefined): string {
  return typeof input === "string" && input.length <= 40 ? JSON.stringify(input) : kindOf(input);
}

function kindOf(input: Json | undefined): string {
  if (input === undefined) return "nothing";
  if (input === null) return "null";
  if (Array.isArray(input)) return "an array";
  return typeof input === "object" ? "an object" : `a ${typeof input}`;
}

function nameOf(schema: TypeSchema): string {
  switch (schema.type) {
    case "money":
      return `money(${schema.currency})`;
    case "enum":
      return schema.members.join(" | ");
    case "list":
    case "set":
      return `${schema.type}<${nameOf(schema.of)}>`;
    case "record":
      return "an object";
    default:
      return schema.type;
  }
}
