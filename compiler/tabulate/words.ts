// Values of a table in the words of the language: `10_000 USD`, `30m`, `"text"`.

import type { TypeSchema } from "../../runtime/table/format.js";
import { formatDecimal } from "../../runtime/values/decimal.js";
import type { Value } from "../../runtime/values/value.js";

/** A constant of a type; without a type, by what it is. */
export function wordOf(value: Value, schema: TypeSchema | undefined): string {
  if (typeof value === "number") return numberWord(value, schema);
  if (typeof value === "string") return schema?.type === "enum" ? value : JSON.stringify(value);
  if (typeof value === "boolean") return String(value);
  if (Array.isArray(value)) return listWord(value as readonly Value[], schema);
  return "text" in value ? JSON.stringify(value.text) : JSON.stringify(value);
}

export function listWord(values: readonly Value[], schema: TypeSchema | undefined): string {
  const member = schema !== undefined && "of" in schema ? schema.of : schema;
  return `[${values.map((each) => wordOf(each, member)).join(", ")}]`;
}

function numberWord(value: number, schema: TypeSchema | undefined): string {
  switch (schema?.type) {
    case "decimal":
      return grouped(formatDecimal(value));
    case "percent":
      return `${grouped(formatDecimal(value))}%`;
    case "money":
      return `${grouped(formatDecimal(value))} ${schema.currency}`;
    case "time":
      return `time(${JSON.stringify(new Date(value).toISOString().replace(".000Z", "Z"))})`;
    case "duration":
      return durationWord(value);
    case "bytes":
      return bytesWord(value);
    default:
      return grouped(String(value));
  }
}

/** `10_000`: digits in threes from five digits on. */
function grouped(text: string): string {
  const [whole = "", fraction] = text.split(".");
  const digits = whole.replace("-", "").length < 5 ? whole : whole.replace(/\B(?=(?:\d{3})+$)/g, "_");
  return fraction === undefined ? digits : `${digits}.${fraction}`;
}

const DURATIONS = [
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["m", 60_000],
  ["s", 1000],
] as const;

const SIZES = [
  ["TiB", 2 ** 40],
  ["GiB", 2 ** 30],
  ["MiB", 2 ** 20],
  ["KiB", 2 ** 10],
] as const;

/** Milliseconds in the largest unit that takes no fraction: `90s`, `1h`. */
export function durationWord(milliseconds: number): string {
  return inUnits(milliseconds, DURATIONS, "ms");
}

function bytesWord(bytes: number): string {
  return inUnits(bytes, SIZES, "B");
}

function inUnits(amount: number, units: readonly (readonly [string, number])[], smallest: string): string {
  const [name, size] = units.find(([, each]) => amount !== 0 && amount % each === 0) ?? [smallest, 1];
  return `${grouped(String(amount / size))}${name}`;
}
