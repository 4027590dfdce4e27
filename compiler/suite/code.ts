// Pieces of JavaScript that suites are made of.

import { formatDecimal } from "../../runtime/values/decimal.js";
import type { Value } from "../../runtime/values/value.js";
import { literal, quoted } from "../emit/js/literal.js";
import type { Type } from "../types/type.js";
import { Untold } from "./untold.js";

const UNITS = [
  ["DAY", 86_400_000],
  ["HOUR", 3_600_000],
  ["MINUTE", 60_000],
  ["SECOND", 1_000],
] as const;

/** Milliseconds: `30 * MINUTE`. */
export function durationCode(milliseconds: number): string {
  const unit = UNITS.find(([, each]) => milliseconds !== 0 && milliseconds % each === 0);
  if (unit === undefined) return String(milliseconds);
  const [name, size] = unit;
  return milliseconds === size ? name : `${milliseconds / size} * ${name}`;
}

export function listCode(items: readonly string[]): string {
  return `[${items.join(", ")}]`;
}

export function textsCode(texts: readonly string[]): string {
  return listCode(texts.map(quoted));
}

/** A property, an optional one of what may be absent: `agent.id`, `args.user?.name`. */
export function attributeCode(path: string): string {
  const [section = "", first = "", ...steps] = path.split(".");
  return `${section}${member(first)}${steps.map((step) => `?${step === "__proto__" ? "." : ""}${member(step)}`).join("")}`;
}

function member(name: string): string {
  return name === "__proto__" ? `["__proto__"]` : `.${name}`;
}

/** The function of `agentpol/runtime`'s `suite` that reads a value of the type as it was sent. */
export function readerOf(type: Type): string {
  switch (type.kind) {
    case "decimal":
    case "percent":
    case "money":
      return "units";
    case "string":
    case "sql":
      return "text";
    case "path":
    case "host":
    case "ip":
    case "cidr":
    case "url":
    case "command":
    case "time":
    case "duration":
      return type.kind;
    case "list":
    case "set":
      return `(each) => ${readCode(type, "each")}`;
    default:
      return "plain";
  }
}

/** Reads what was sent, as the conditions compare it. */
export function readCode(type: Type, code: string): string {
  if (type.kind === "list" || type.kind === "set") return `list(${code}, ${readerOf(type.element)})`;
  const reader = readerOf(type);
  return reader === "plain" ? code : `${reader}(${code})`;
}

/** A value in normal form as a request would send it. */
export function sentOf(value: Value, type: Type): unknown {
  switch (type.kind) {
    case "decimal":
    case "percent":
    case "money":
      return Number(formatDecimal(value as number));
    case "time":
      return new Date(value as number).toISOString();
    case "list":
    case "set":
      return (value as readonly Value[]).map((each) => sentOf(each, type.element));
    case "record":
      return Object.fromEntries(
        Object.entries(value as Readonly<Record<string, Value>>).flatMap(([name, each]) => {
          const field = type.fields.get(name);
          return field === undefined ? [] : [[name, sentOf(each, field.type)]];
        }),
      );
    case "command":
      throw new Untold("a command stands in data");
    default:
      return typeof value === "object" && "text" in value ? value.text : value;
  }
}

/** A value in normal form, read from its spelling. */
export function valueCode(value: Value, type: Type): string {
  if (type.kind === "list" || type.kind === "set")
    return listCode((value as readonly Value[]).map((each) => valueCode(each, type.element)));
  if (typeof value === "string") return quoted(value);
  return readCode(type, literal(sentOf(value, type)));
}
