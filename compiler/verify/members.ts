// Which members a result always has.

import type { FieldSchema, TypeSchema } from "../../runtime/table/format.js";

/** Is the member in each value of the type? */
export function isInAll(steps: readonly string[], result: TypeSchema): boolean {
  let type = result;
  for (const step of steps) {
    const field: FieldSchema | undefined =
      type.type === "record" && Object.hasOwn(type.fields, step) ? type.fields[step] : undefined;
    if (field === undefined || field.optional) return false;
    type = field.schema;
  }
  return true;
}
