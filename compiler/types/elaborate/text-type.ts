// Which types are text: strings, and the names of actions.

import { ACTION_NAME } from "../describe-type.js";
import type { Type } from "../type.js";

/** The enum of the actions' names is text, too. */
export function isActionName(type: Type): boolean {
  return type.kind === "enum" && type.name === ACTION_NAME;
}

export function isText(type: Type): boolean {
  return type.kind === "string" || isActionName(type);
}
