// Values as requests send them: from normal forms, and whether they fit their declaration.

import type { Json } from "../../runtime/table/canonical.js";
import type { TypeSchema } from "../../runtime/table/format.js";
import { formatDecimal } from "../../runtime/values/decimal.js";
import { parseHost } from "../../runtime/values/host.js";
import { parseCidr, parseIp } from "../../runtime/values/ip.js";
import { parsePath } from "../../runtime/values/path.js";
import { parseUrl } from "../../runtime/values/url.js";
import type { Value } from "../../runtime/values/value.js";

/** Undefined of what has no spelling here. */
export function sentIn(schema: TypeSchema, value: Value): Json | undefined {
  switch (schema.type) {
    case "decimal":
    case "percent":
    case "money":
      return typeof value === "number" ? Number(formatDecimal(value)) : undefined;
    case "time":
      return typeof value === "number" ? new Date(value).toISOString() : undefined;
    case "list":
    case "set":
      return Array.isArray(value)
        ? (value as readonly Value[]).flatMap((each) => sentIn(schema.of, each) ?? [])
        : undefined;
    case "record":
    case "command":
      return undefined;
    default:
      if (typeof value !== "object") return value;
      return "text" in value && typeof value.text === "string" ? value.text : undefined;
  }
}

const PARSERS = { path: parsePath, host: parseHost, ip: parseIp, cidr: parseCidr, url: parseUrl } as const;

/** Would a request with this value fit its declaration? */
export function isValid(schema: TypeSchema, sent: Json): boolean {
  switch (schema.type) {
    case "path":
    case "host":
    case "ip":
    case "cidr":
    case "url":
      return typeof sent === "string" && PARSERS[schema.type](sent).ok;
    case "list":
    case "set":
      return Array.isArray(sent) && (sent as readonly Json[]).every((each) => isValid(schema.of, each));
    case "bytes":
    case "duration":
      return typeof sent === "number" && sent >= 0;
    case "string":
    case "sql":
    case "command":
      return typeof sent === "string" && sent.isWellFormed();
    default:
      return true;
  }
}
