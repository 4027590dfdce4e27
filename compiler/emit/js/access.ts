// The code that reads one attribute of a request.

import type { AttributePath, TypeSchema } from "../../../runtime/table/format.js";
import { literal, quoted } from "./literal.js";
import type { RecordPlan } from "./record.js";

/** How the sections of requests for one action are read. */
export interface Sections {
  readonly agent: RecordPlan;
  readonly context: RecordPlan;
  readonly impact: RecordPlan;
  readonly args: RecordPlan;
}

export interface Access {
  readonly code: string;
  /** Undefined where no declaration says so. */
  readonly type: TypeSchema["type"] | undefined;
}

/** What code may read: the values of the sections, `on` with what is said of the action, `reversible` and `now`. */
export const VALUES = "agent, context, impact, args, on, reversible, now";

export function accessTo(path: AttributePath, sections: Sections): Access {
  const [section = "", ...steps] = path.split(".");
  if (section === "action") return accessToAction(steps);
  return isSection(section, sections)
    ? accessIn(section, steps, sections[section])
    : { code: "undefined", type: undefined };
}

function isSection(name: string, sections: Sections): name is keyof Sections {
  return Object.hasOwn(sections, name);
}

function accessToAction(steps: readonly string[]): Access {
  switch (steps.join(".")) {
    case "name":
      return { code: "on.name", type: "string" };
    case "effect":
      return { code: "on.effect", type: "string" };
    case "reversible":
      return { code: "reversible", type: "bool" };
    default:
      return { code: "undefined", type: undefined };
  }
}

/** In what the runtime's reader gives, absent members are looked for as it does. */
function accessIn(section: string, steps: readonly string[], plan: RecordPlan): Access {
  let code = section;
  let record: RecordPlan | undefined = plan;
  let type: TypeSchema["type"] | undefined = "record";
  let isOptional = false;
  for (const step of steps) {
    const field: ReturnType<RecordPlan["fields"]["get"]> = record?.fields.get(step);
    if (field === undefined) return { code: `memberAt(${section}, ${literal(steps)})`, type: undefined };
    code += `${isOptional ? "?." : ""}[${quoted(step)}]`;
    isOptional ||= field.optional;
    record = field.record;
    type = field.schema.type;
  }
  return { code, type };
}
