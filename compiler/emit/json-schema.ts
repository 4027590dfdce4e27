// JSON Schema (2020-12) of the values that a request may hold: never narrower than what a runtime takes.

import type { RecordType, Type } from "../types/type.js";

export const DIALECT = "https://json-schema.org/draft/2020-12/schema";

/** A schema, or a part of one: plain data. */
export type JsonSchema = Readonly<Record<string, unknown>>;

export function valueSchema(type: Type): JsonSchema {
  switch (type.kind) {
    case "enum":
      return { enum: type.members };
    case "money":
      return moneySchema(type.currency);
    case "list":
    case "set":
      return { type: "array", items: valueSchema(type.element) };
    case "record":
      return recordSchema(type);
    case "map":
    case "error":
      throw new Error("a program with a type in error is not emitted");
    default:
      return SCALARS[type.kind];
  }
}

export function recordSchema({ fields, open }: RecordType): JsonSchema {
  const required = [...fields].filter(([, field]) => !field.optional).map(([name]) => name);
  return {
    type: "object",
    properties: Object.fromEntries(Array.from(fields, ([name, { type }]) => [name, valueSchema(type)])),
    ...(required.length > 0 && { required }),
    additionalProperties: open,
  };
}

/** Must a record of this type be stated, or is `{}` one? */
export function isRequired({ fields }: RecordType): boolean {
  return [...fields.values()].some((field) => !field.optional);
}

const LARGEST = Number.MAX_SAFE_INTEGER;
const DECIMAL: JsonSchema = {
  type: ["number", "string"],
  description: "A number, or a decimal as a string; at most 4 decimal places.",
};

const SCALARS: Readonly<
  Record<Exclude<Type["kind"], "enum" | "money" | "list" | "set" | "map" | "record" | "error">, JsonSchema>
> = {
  bool: { type: "boolean" },
  int: { type: "integer", minimum: -LARGEST, maximum: LARGEST },
  bytes: { type: "integer", minimum: 0, maximum: LARGEST, description: "Bytes." },
  decimal: DECIMAL,
  percent: { type: "number", description: "5 means 5 %." },
  duration: {
    type: ["number", "string"],
    description: "Milliseconds, or an ISO 8601 duration such as PT30M.",
  },
  time: { type: "string", description: "A time as in RFC 3339: 2026-12-24T00:00:00Z." },
  string: { type: "string" },
  path: { type: "string", description: "An absolute path without `.`, `..`, `//` or percent-escapes." },
  host: { type: "string", description: "A host name or an IP address." },
  ip: { type: "string", description: "An IP address." },
  cidr: { type: "string", description: "A block of addresses: 10.0.0.0/8." },
  url: { type: "string", description: "An absolute URL." },
  command: {
    type: ["string", "array"],
    items: { type: "string" },
    description: "A command line for a POSIX shell, or a list of its words.",
  },
  sql: { type: "string", description: "SQL." },
};

function moneySchema(currency: string): JsonSchema {
  return {
    type: ["number", "object"],
    description: `An amount in ${currency}.`,
    properties: { amount: DECIMAL, currency: { const: currency } },
    required: ["amount", "currency"],
    additionalProperties: false,
  };
}
