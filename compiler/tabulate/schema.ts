// The declared type of an attribute in one action.

import type { Table, TypeSchema } from "../../runtime/table/format.js";
import { attributeType } from "../../runtime/table/sort.js";

/** Undefined for what is no attribute with a declared type. `action` is a name as declared. */
export function schemaOf(path: string, action: string, { schema }: Table): TypeSchema | undefined {
  if (path === "action.effect") return { type: "enum", members: [] };
  return attributeType(schema, schema.actions[action], path);
}
