// What values a term can have, by its declared type.

import type { TypeSchema } from "../../runtime/table/format.js";

export type Domain =
  | { readonly kind: "truth"; readonly values: readonly boolean[] }
  | { readonly kind: "number"; readonly least: number; readonly most: number }
  | { readonly kind: "members"; readonly members: readonly string[] }
  | { readonly kind: "text" | "path" | "host" | "ip" | "other" };

const MOST = Number.MAX_SAFE_INTEGER;
/** The times that ECMAScript's `Date` can hold, in milliseconds. */
const LAST_TIME = 8_640_000_000_000_000;

export function domainOf(schema: TypeSchema): Domain {
  switch (schema.type) {
    case "bool":
      return { kind: "truth", values: [false, true] };
    case "enum":
      return { kind: "members", members: schema.members };
    case "int":
    case "decimal":
    case "percent":
    case "money":
      return { kind: "number", least: -MOST, most: MOST };
    case "bytes":
    case "duration":
      return { kind: "number", least: 0, most: MOST };
    case "time":
      return { kind: "number", least: -LAST_TIME, most: LAST_TIME };
    case "string":
    case "sql":
      return { kind: "text" };
    case "path":
    case "host":
    case "ip":
      return { kind: schema.type };
    default:
      return { kind: "other" };
  }
}
