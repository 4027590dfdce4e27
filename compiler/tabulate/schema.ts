// The declared type of an attribute in one action.

import type { Table, TypeSchema } from "../../runtime/table/format.js";
import { typeIn } from "../../runtime/table/sort.js";

/** Undefined for what is no attribute with a declared type. `action` is a name as declared. */
export function schemaOf(path: string, action: string, { schema }: Table): TypeSchema | undefined {
  const [section, ...steps] = path.split(".");
  switch (section) {
    case "agent":
    case "context":
    case "impact":
      return typeIn(schema[section], steps);
    case "args": {
      const declared = schema.actions[action];
      return declared && typeIn(declared.args, steps);
    }
    case "result": {
      const declared = schema.actions[action]?.result;
      return declared && typeIn(declared, steps);
    }
    case "action":
      return steps[0] === "effect" ? { type: "enum", members: [] } : undefined;
    default:
      return undefined;
  }
}
