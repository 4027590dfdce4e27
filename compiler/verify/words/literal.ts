// Values as a policy writes them: `10_000 USD`, `5%`, `30m`, `prod`, `"Acme"`.

import type { TypeSchema } from "../../../runtime/table/format.js";
import { formatDecimal } from "../../../runtime/values/decimal.js";
import type { Value } from "../../../runtime/values/value.js";

/** Of a value in normal form; without a type, as it looks. */
export function literalText(value: Value, type: TypeSchema | undefined): string {
  if (typeof value === "number") return numberText(value, type);
  if (typeof value === "string") return type?.type === "enum" ? value : JSON.stringify(value);
  if (typeof value === "boolean") return String(value);
  if (isList(value)) {
    const of = type?.type === "list" || type?.type === "set" ? type.of : type;
    return `[${value.map((each) => literalText(each, of)).join(", ")}]`;
  }
  return "text" in value && typeof value.text === "string"
    ? JSON.stringify(value.text)
    : JSON.stringify(value);
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

/** One value bare, several in brackets: as after `like` and `==`. */
export function listText(texts: readonly string[]): string {
  return `[${texts.join(", ")}]`;
}

const DURATIONS = [
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["m", 60_000],
  ["s", 1_000],
  ["ms", 1],
] as const;

const BYTES = [
  ["GiB", 2 ** 30],
  ["MiB", 2 ** 20],
  ["KiB", 2 ** 10],
  ["GB", 1e9],
  ["MB", 1e6],
  ["KB", 1e3],
] as const;

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
      return inUnits(value, BYTES) ?? grouped(String(value));
    case "time":
      return `time(${JSON.stringify(new Date(value).toISOString().replace(".000Z", "Z"))})`;
    default:
      return grouped(String(value));
  }
}

/** Of milliseconds, in the largest unit that fits. */
export function durationText(milliseconds: number): string {
  return inUnits(milliseconds, DURATIONS) ?? "0ms";
}

function inUnits(value: number, units: readonly (readonly [string, number])[]): string | undefined {
  const unit = value === 0 ? undefined : units.find(([, size]) => value % size === 0);
  return unit && `${grouped(String(value / unit[1]))}${unit[0]}`;
}

/** Digits in threes from five digits on. */
function grouped(digits: string): string {
  const [whole = "", fraction] = digits.split(".");
  const sign = whole.startsWith("-") ? "-" : "";
  const plain = whole.slice(sign.length);
  const threes = plain.length < 5 ? plain : plain.replace(/\B(?=(?:\d{3})+$)/g, "_");
  return `${sign}${threes}${fraction === undefined ? "" : `.${fraction}`}`;
}
