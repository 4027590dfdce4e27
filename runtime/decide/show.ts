// Values as people read them: `48000 USD`, `5%`, `2026-01-01T00:00:00.000Z`.

import type { AttributePath, Table, TypeSchema } from "../table/format.js";
import { formatDecimal } from "../values/decimal.js";
import { formatDuration } from "../values/time.js";
import type { Value } from "../values/value.js";
import { scopeSchema } from "./halt.js";
import type { Situation } from "./situation.js";

/** Longer texts are cut: an explanation is for people. */
const LONGEST = 120;

/** The value of an attribute of `situation`, by its declared type. */
export function shown(
  table: Table,
  situation: Situation,
  path: AttributePath,
  value: Value | undefined,
): string {
  return shownValue(scopeSchema(table, path, situation.declared), value, "absent");
}

/** A value of a type, or the word that stands for none. */
export function shownValue(
  schema: TypeSchema | undefined,
  value: Value | undefined,
  without: "absent" | "unknown",
): string {
  if (value === undefined) return without;
  const text = schema === undefined ? JSON.stringify(value) : valueText(schema, value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

function valueText(schema: TypeSchema, value: Value): string {
  if (typeof value === "number") return numberText(schema, value);
  if (schema.type === "enum" && typeof value === "string") return value;
  if (typeof value === "object" && "text" in value) return JSON.stringify(value.text);
  if ((schema.type === "list" || schema.type === "set") && Array.isArray(value)) {
    return `[${(value as readonly Value[]).map((member) => valueText(schema.of, member)).join(", ")}]`;
  }
  return JSON.stringify(value);
}

/** With its unit: `5%`, `10 USD`. */
export function numberText(schema: TypeSchema | undefined, value: number): string {
  switch (schema?.type) {
    case "decimal":
      return formatDecimal(value);
    case "percent":
      return `${formatDecimal(value)}%`;
    case "money":
      return `${formatDecimal(value)} ${schema.currency}`;
    case "time":
      return new Date(value).toISOString();
    case "duration":
      return formatDuration(value);
    default:
      return String(value);
  }
}

/** A moment as RFC 3339 in UTC; one beyond all calendars is told as its milliseconds. */
export function timeText(moment: number): string {
  const date = new Date(moment);
  return Number.isNaN(date.getTime()) ? `${moment}ms` : date.toISOString();
}
