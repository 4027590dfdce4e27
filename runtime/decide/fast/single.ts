// Reads single values that are plainly of their type into their normal form.

import type { TypeSchema } from "../../table/format.js";
import { DECIMAL_SCALE } from "../../values/decimal.js";
import type { Value } from "../../values/value.js";
import { formOf } from "../form.js";
import { isPath, isText, LONGEST } from "./texts.js";

/** How values of a type are read; anything else by the thorough reader. */
export type Manner = "text" | "path" | "member" | "truth" | "int" | "decimal" | "other";

/** A type, made ready to read. */
export interface Single {
  readonly schema: TypeSchema;
  readonly manner: Manner;
  /** Of an enumeration. */
  readonly members: ReadonlySet<unknown>;
}

export function singleOf(schema: TypeSchema): Single {
  const members = new Set<unknown>(schema.type === "enum" ? schema.members : []);
  return { schema, manner: mannerOf(schema), members };
}

function mannerOf({ type }: TypeSchema): Manner {
  switch (type) {
    case "string":
      return "text";
    case "path":
      return "path";
    case "enum":
      return "member";
    case "bool":
      return "truth";
    case "int":
      return "int";
    case "decimal":
    case "percent":
    case "money":
      return "decimal";
    default:
      return "other";
  }
}

/** The normal form; undefined where the input is not plainly of the type. */
export function normalOf({ schema, manner, members }: Single, input: unknown): Value | undefined {
  switch (manner) {
    case "text":
      return isText(input) ? input : thorough(schema, input);
    case "path":
      return isPath(input) ? input : thorough(schema, input);
    case "member":
      return members.has(input) ? (input as string) : undefined;
    case "truth":
      return typeof input === "boolean" ? input : undefined;
    case "int":
      // −0 becomes 0.
      return Number.isSafeInteger(input) ? (input as number) + 0 : undefined;
    case "decimal":
      return wholeDecimal(input) ?? thorough(schema, input);
    case "other":
      return thorough(schema, input);
  }
}

const MOST_WHOLE = Math.floor(Number.MAX_SAFE_INTEGER / DECIMAL_SCALE);

export function wholeDecimal(input: unknown): number | undefined {
  if (!Number.isSafeInteger(input)) return undefined;
  const whole = input as number;
  return Math.abs(whole) <= MOST_WHOLE ? whole * DECIMAL_SCALE + 0 : undefined;
}

/** By the reader that knows all forms of a value; what is no single value is not read here. */
export function thorough(schema: TypeSchema, input: unknown): Value | undefined {
  if (typeof input !== "string" && typeof input !== "number") return undefined;
  if (typeof input === "string" ? input.length > LONGEST : !Number.isFinite(input)) return undefined;
  const formed = formOf(schema, input, []);
  return formed.ok ? formed.value : undefined;
}
