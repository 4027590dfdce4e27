// JSON Schema of an action's name: itself, or what a wildcard takes and no narrower declaration does.

import { covers, isActionPattern } from "../../runtime/values/action-name.js";
import type { Action } from "../types/program.js";
import type { JsonSchema } from "./json-schema.js";

/** The schema of the names that come under `action`, one of `actions`. */
export function nameSchema({ name }: Action, actions: readonly Action[]): JsonSchema {
  if (!isActionPattern(name)) return { const: name };
  const narrower = actions.filter((each) => each.name !== name && covers(name, each.name));
  const taken = { type: "string", pattern: patternOf(name) };
  return narrower.length === 0 ? taken : { ...taken, not: { anyOf: narrower.map(takenBy) } };
}

function takenBy({ name }: Action): JsonSchema {
  return isActionPattern(name) ? { pattern: patternOf(name) } : { const: name };
}

function patternOf(name: string): string {
  return `^${name.replaceAll(".", "\\.").replaceAll("*", ".*")}$`;
}
