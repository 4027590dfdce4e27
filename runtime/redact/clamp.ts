// Clamps a number to an upper bound: it stays written as it was sent, as a number, a text or an amount with its currency.

import { isList, type Json } from "../table/canonical.js";
import { formatDecimal, parseDecimal } from "../values/decimal.js";
import { formatDuration, parseDuration } from "../values/time.js";
import type { Clamp } from "./plan.js";

/** `value` itself, or the bound where it is above it. What is no number of the type is left alone: its form was checked. */
export function clamped(value: Json, clamp: Clamp): Json {
  if (typeof value === "object" && value !== null && !isList(value)) {
    const { amount } = value;
    if (amount === undefined) return value;
    const after = clamped(amount, clamp);
    return after === amount ? value : { ...value, amount: after };
  }
  if (typeof value !== "number" && typeof value !== "string") return value;
  const number = numberOf(value, clamp);
  if (number === undefined || number <= clamp.most) return value;
  const bound = written(clamp);
  return typeof value === "string" ? bound : clamp.type === "duration" ? clamp.most : Number(bound);
}

/** In the normal form of the type. */
function numberOf(value: number | string, { type }: Clamp): number | undefined {
  switch (type) {
    case "int":
    case "bytes":
      return typeof value === "number" ? value : undefined;
    case "duration": {
      const parsed = parseDuration(value);
      return parsed.ok ? parsed.value : undefined;
    }
    default: {
      const parsed = parseDecimal(value);
      return parsed.ok ? parsed.value : undefined;
    }
  }
}

/** The bound as a text. */
function written({ type, most }: Clamp): string {
  if (type === "duration") return formatDuration(most);
  return type === "int" || type === "bytes" ? String(most) : formatDecimal(most);
}
