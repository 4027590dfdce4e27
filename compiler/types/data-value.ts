// One value of a data file, checked against its type: as a request would hold it, or as text.

import { parseDecimal, parseInteger } from "../../runtime/values/decimal.js";
import { parseHost } from "../../runtime/values/host.js";
import { parseCidr, parseIp } from "../../runtime/values/ip.js";
import type { Normalized } from "../../runtime/values/normalized.js";
import { parsePath } from "../../runtime/values/path.js";
import { normalizeText } from "../../runtime/values/text.js";
import { parseDuration, parseTime } from "../../runtime/values/time.js";
import { parseUrl } from "../../runtime/values/url.js";
import type { Value } from "../../runtime/values/value.js";
import type { RecordType, ScalarKind, Type } from "./type.js";

type Read = Normalized<Value>;

const wrong = (reason: string): Read => ({ ok: false, reason });

/** The normal form of `raw` at `type`. With `isText`, `raw` is a cell or line, and a number in it is written out. */
export function readItem(type: Type, raw: unknown, isText: boolean): Read {
  switch (type.kind) {
    case "list":
    case "set":
      return readList(type.element, raw);
    case "record":
      return readRecord(type, raw, isText);
    case "enum":
      return typeof raw === "string" && type.members.includes(raw)
        ? { ok: true, value: raw }
        : wrong(`is ${show(raw)}, none of its members`);
    case "money":
      return readMoney(type.currency, raw, isText);
    case "map":
    case "error":
      return wrong("has a wrong type");
    default:
      return readScalar(type.kind, isText && typeof raw === "string" ? fromText(type.kind, raw) : raw);
  }
}

function readList(element: Type, raw: unknown): Read {
  if (!Array.isArray(raw)) return wrong(`is ${show(raw)}, not an array`);
  const values: Value[] = [];
  for (const item of raw) {
    const read = readItem(element, item, false);
    if (!read.ok) return read;
    values.push(read.value);
  }
  return { ok: true, value: values };
}

function readRecord(type: RecordType, raw: unknown, isText: boolean): Read {
  if (typeof raw !== "object" || raw === null || Array.isArray(raw))
    return wrong(`is ${show(raw)}, not an object`);
  const members = new Map<string, unknown>(Object.entries(raw));
  const extra = [...members.keys()].find((key) => !type.fields.has(key));
  if (extra !== undefined && !type.open) return wrong(`has \`${extra}\`, which is not declared`);
  const fields: [string, Value][] = [];
  for (const [name, field] of type.fields) {
    const member = members.get(name);
    // An empty cell is how a table says that something is absent.
    const absent = member === undefined || (isText && member === "" && field.optional);
    if (absent && !field.optional) return wrong(`lacks \`${name}\``);
    if (absent) continue;
    const read = readItem(field.type, member, isText);
    if (!read.ok) return wrong(`has a wrong \`${name}\`, which ${read.reason}`);
    fields.push([name, read.value]);
  }
  return { ok: true, value: Object.fromEntries(fields) };
}

function readMoney(currency: string, raw: unknown, isText: boolean): Read {
  if (typeof raw === "number" || (isText && typeof raw === "string")) return parseDecimal(raw);
  if (typeof raw !== "object" || raw === null) return wrong(`is ${show(raw)}, not an amount of ${currency}`);
  const { amount, currency: given, ...others } = raw as Record<string, unknown>;
  if (given !== currency || Object.keys(others).length > 0)
    return wrong(`is ${show(raw)}, not an amount of ${currency}`);
  return readScalar("decimal", amount);
}

/** Text in a cell or line as JSON would hold it; what does not convert stays text, and is then refused. */
function fromText(kind: ScalarKind, text: string): unknown {
  const isNumber = /^-?\d+(\.\d+)?$/u.test(text);
  switch (kind) {
    case "bool":
      return text === "true" ? true : text === "false" ? false : text;
    case "int":
    case "bytes":
    case "duration":
    case "percent":
      return isNumber ? Number(text) : text;
    default:
      return text;
  }
}

function readScalar(kind: ScalarKind, raw: unknown): Read {
  switch (kind) {
    case "bool":
      return typeof raw === "boolean" ? { ok: true, value: raw } : wrong(`is ${show(raw)}`);
    case "int":
      return typeof raw === "number" ? parseInteger(raw) : wrong(`is ${show(raw)}`);
    case "bytes":
      return typeof raw === "number" && raw >= 0 ? parseInteger(raw) : wrong(`is ${show(raw)}`);
    case "percent":
      return typeof raw === "number" ? parseDecimal(raw) : wrong(`is ${show(raw)}`);
    case "decimal":
      return typeof raw === "number" || typeof raw === "string"
        ? parseDecimal(raw)
        : wrong(`is ${show(raw)}`);
    case "duration":
      return typeof raw === "number" || typeof raw === "string"
        ? parseDuration(raw)
        : wrong(`is ${show(raw)}`);
    default:
      return typeof raw === "string" ? TEXTS[kind](raw) : wrong(`is ${show(raw)}`);
  }
}

type TextKind = "time" | "string" | "path" | "host" | "ip" | "cidr" | "url" | "command" | "sql";

const TEXTS: Readonly<Record<TextKind, (text: string) => Read>> = {
  time: parseTime,
  string: normalizeText,
  path: parsePath,
  host: parseHost,
  ip: parseIp,
  cidr: parseCidr,
  url: parseUrl,
  command: () => wrong("is a command"),
  sql: () => wrong("is SQL"),
};

/** A value for a message: short, and on one line. */
function show(raw: unknown): string {
  const text = raw === undefined ? "absent" : JSON.stringify(raw);
  return text.length <= 40 ? text : `${text.slice(0, 39)}…`;
}

/** One text for equal values. */
export function valueKey(value: Value): string {
  return typeof value === "object" && "text" in value ? JSON.stringify(value.text) : JSON.stringify(value);
}
