// Numbers with their units, spelt out: `90m` is 1 h 30 min, `64KiB` is 65,536 bytes.

import type { NumberLit } from "../../../compiler/ast/ast.js";
import { numberOf } from "../../../compiler/types/elaborate/numbers.js";
import type { Type } from "../../../compiler/types/type.js";
import { formatDecimal } from "../../../runtime/values/decimal.js";
import { grouped } from "./markdown.js";

/** What the number comes to; undefined where it is none of its type. */
export function spelledOut(number: NumberLit, expected: Type | undefined): string | undefined {
  const { type, exact } = numberOf(number, expected);
  if (exact === undefined || exact > BigInt(Number.MAX_SAFE_INTEGER)) return undefined;
  const value = Number(exact);
  switch (type.kind) {
    case "duration":
      return durationWords(value);
    case "bytes":
      return `${grouped(String(value))} ${value === 1 ? "byte" : "bytes"}`;
    case "money":
      return `${grouped(formatDecimal(value))} ${type.currency}`;
    case "percent":
      return `${grouped(formatDecimal(value))} of a hundred`;
    case "decimal":
      return grouped(formatDecimal(value));
    default:
      return grouped(String(value));
  }
}

const PARTS = [
  ["day", 86_400_000],
  ["h", 3_600_000],
  ["min", 60_000],
  ["s", 1_000],
  ["ms", 1],
] as const;

/** `1 h 30 min`, `2 days`. */
function durationWords(milliseconds: number): string {
  let left = milliseconds;
  const parts = PARTS.flatMap(([name, size]) => {
    const count = Math.floor(left / size);
    left -= count * size;
    const unit = name === "day" && count !== 1 ? "days" : name;
    return count === 0 ? [] : [`${grouped(String(count))} ${unit}`];
  });
  return parts.length === 0 ? "0 s" : parts.join(" ");
}
