// Values as a request could have them: the way back from normal forms.

import type { Json } from "../table/canonical.js";
import type { TypeSchema } from "../table/format.js";
import { formatDecimal } from "../values/decimal.js";
import type { Value } from "../values/value.js";
import { timeText } from "./show.js";

/** A single value in normal form as a request could have it; null for what is no single value. */
export function sentForm(schema: TypeSchema, value: Value): Json {
  if (typeof value === "object") return "text" in value && typeof value.text === "string" ? value.text : null;
  if (typeof value !== "number") return value;
  switch (schema.type) {
    case "decimal":
    case "percent":
      return Number(formatDecimal(value));
    case "money":
      return { amount: Number(formatDecimal(value)), currency: schema.currency };
    case "time":
      return timeText(value);
    default:
      return value;
  }
}
