// Kill switches look at the raw request, before its form is checked: what is lacking or misstated is covered.

import type { Program } from "../types/program.js";
import type { Type } from "../types/type.js";
import { same } from "./expression.js";
import type { Kill } from "./past.js";
import { Invalid, readValue } from "./read-request.js";
import { actionNamed } from "./select.js";
import { valueAt } from "./situation.js";

/** Does the tripped scope cover the request? */
export function covers(program: Program, kill: Kill, request: unknown): boolean {
  if (kill.scope === "all") return true;
  const [section = "", ...steps] = kill.scope.split(".");
  if (section === "action") return coversAction(program, kill, steps[0] ?? "", request);
  const type = typeAt(program, section, steps);
  const stated = valueAt(request as never, [section, ...steps]);
  if (type === undefined || stated === undefined) return true;
  try {
    return same(readValue(type, stated, kill.scope), readValue(type, kill.value, kill.scope), type);
  } catch (error) {
    if (error instanceof Invalid) return true;
    throw error;
  }
}

function coversAction(program: Program, kill: Kill, attribute: string, request: unknown): boolean {
  const name = valueAt(request as never, ["action", "name"]);
  const action = actionNamed(program, name);
  if (action === undefined) return true;
  const stated = attribute === "name" ? name : action.effect;
  return stated === undefined || stated === kill.value;
}

function typeAt(program: Program, section: string, steps: readonly string[]): Type | undefined {
  let type: Type | undefined =
    section === "agent" ? program.agent : section === "context" ? program.context : undefined;
  for (const step of steps) type = type?.kind === "record" ? type.fields.get(step)?.type : undefined;
  return type;
}
