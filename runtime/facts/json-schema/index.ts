// A JSON Schema as a fact: what a proposed one would change in one that is known to be good.

import type { SchemaChange } from "../../values/schema-change.js";
import { jsonSchemaChanges } from "./compare.js";
import { parseJsonSchema, type JsonSchema } from "./read.js";

export { parseJsonSchema, type JsonSchema } from "./read.js";

/**
 * The kinds of change that the text of a proposed schema makes to the baseline, each once, in alphabetical order; empty where
 * it changes none. What cannot be read, or is not understood, is `other`.
 */
export function documentChanges(baseline: JsonSchema, proposed: string): readonly SchemaChange[] {
  const parsed = parseJsonSchema(proposed);
  return parsed.ok ? jsonSchemaChanges(baseline, parsed.value) : ["other"];
}
