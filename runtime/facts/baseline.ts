// A baseline made ready: what a text would change in it.

import type { ChangeKind } from "../values/schema-change.js";
import { documentChanges, parseJsonSchema } from "./json-schema/index.js";
import { parseSchema, schemaChanges } from "./sql/index.js";

/** The kinds of change that a text makes: statements to a SQL schema, a proposed JSON Schema to the one that is good. */
export type Judge = (text: string) => readonly ChangeKind[];

/** Undefined where the baseline cannot be read. SQL must be loaded. */
export function judgeOf(language: "sql" | "json-schema", text: string): Judge | undefined {
  if (language === "json-schema") {
    const schema = parseJsonSchema(text);
    return schema.ok ? (proposed) => documentChanges(schema.value, proposed) : undefined;
  }
  const schema = parseSchema(text);
  return schema.ok ? (statement) => schemaChanges(schema.value, statement) : undefined;
}
