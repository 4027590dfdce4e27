// Values of a table in the words of the language: `10_000 USD`, `5%`, `30m`, `prod`, `"Acme"`.

import type { TypeSchema } from "../../runtime/table/format.js";
import { formatDecimal } from "../../runtime/values/decimal.js";
import type { Value } from "../../runtime/values/value.js";

/** Of a value in normal form; without a type, as it looks. */
export function literalText(value: Value, type: TypeSchema | undefined): string {
  if (typeof value === "number") return numberText(value, type);
  if (typeof value === "string") return type?.type === "enum" ? value : stringText(value);
  if (typeof value === "boolean") return String(value);
  if (isList(value)) {
    const of = type?.type === "list" || type?.type === "set" ? type.of : type;
    return listText(value.map((each) => literalText(each, of)));
  }
  return "text" in value && typeof value.text === "string" ? stringText(value.text) : JSON.stringify(value);
}

/** A string, on one line, with all that cannot be seen as escapes. */
export function stringText(text: string): string {
  return withEscapes(JSON.stringify(text));
}

/** JSON on one line that means the same, with all that cannot be seen as escapes. */
export function withEscapes(json: string): string {
  return json.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) =>
    Array.from({ length: character.length }, (_, i) => unitText(character.charCodeAt(i))).join(""),
  );
}

function unitText(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, "0")}`;
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

/** Texts as the members of a list. */
export function listText(texts: readonly string[]): string {
  return `[${texts.join(", ")}]`;
}

type Units = readonly (readonly [name: string, size: number])[];

/** Largest first. */
const DURATIONS: Units = [
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["m", 60_000],
  ["s", 1_000],
  ["ms", 1],
];

const SIZES: Units = [
  ["TiB", 2 ** 40],
  ["TB", 1e12],
  ["GiB", 2 ** 30],
  ["GB", 1e9],
  ["MiB", 2 ** 20],
  ["MB", 1e6],
  ["KiB", 2 ** 10],
  ["KB", 1e3],
  ["B", 1],
];

function numberText(value: number, type: TypeSchema | undefined): string {
  switch (type?.type) {
    case "decimal":
      return grouped(formatDecimal(value));
    case "percent":
      return `${grouped(formatDecimal(value))}%`;
    case "money":
      return `${grouped(formatDecimal(value))} ${type.currency}`;
    case "duration":
      return durationText(value);
    case "bytes":
      return inUnits(value, SIZES, "B");
    case "time":
      return `time(${JSON.stringify(new Date(value).toISOString().replace(".000Z", "Z"))})`;
    default:
      return grouped(String(value));
  }
}

/** Of milliseconds, in the largest unit that takes no fraction: `90s`, `1h`. */
export function durationText(milliseconds: number): string {
  return inUnits(milliseconds, DURATIONS, "ms");
}

function inUnits(amount: number, units: Units, smallest: string): string {
  const [name, size] = units.find(([, each]) => amount !== 0 && amount % each === 0) ?? [smallest, 1];
  return `${grouped(String(amount / size))}${name}`;
}

/** Digits in threes from five digits on. */
function grouped(number: string): string {
  const [whole = "", fraction] = number.split(".");
  const isShort = whole.replace("-", "").length < 5;
  const digits = isShort ? whole : whole.replace(/\B(?=(?:\d{3})+$)/g, "_");
  return fraction === undefined ? digits : `${digits}.${fraction}`;
}
