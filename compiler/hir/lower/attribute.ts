// What the declarations say of an attribute, for the conditions that a primitive adds.

import type { Action, Program } from "../../types/program.js";
import type { Field, RecordType } from "../../types/type.js";

/** The attribute's type, and whether it may be absent from an attempt at one of `actions`. */
export function attributeField(path: string, actions: readonly Action[], program: Program): Field {
  const [section, ...steps] = path.split(".");
  const fields = recordsOf(section, actions, program).map((record) => fieldAt(record, steps, path));
  const [first] = fields;
  if (first === undefined) throw new Error(`no attribute ${path}`);
  return { type: first.type, optional: fields.some((field) => field.optional) };
}

function recordsOf(section: string | undefined, actions: readonly Action[], program: Program): RecordType[] {
  switch (section) {
    case "agent":
    case "context":
    case "impact":
      return [program[section]];
    case "args":
      return actions.map((action) => action.args);
    default:
      return [];
  }
}

function fieldAt(record: RecordType, steps: readonly string[], path: string): Field {
  let field: Field = { type: record, optional: false };
  for (const step of steps) {
    const next: Field | undefined = field.type.kind === "record" ? field.type.fields.get(step) : undefined;
    if (next === undefined) throw new Error(`no attribute ${path}`);
    field = { type: next.type, optional: field.optional || next.optional };
  }
  return field;
}
