// Is it a request? Checked as somebody would by hand who knows this one form.

import { ENVS, ROLES } from "../families/family.js";
import type { Request } from "../families/rules.js";

const roles: ReadonlySet<unknown> = new Set(ROLES);
const envs: ReadonlySet<unknown> = new Set(ENVS);
/** What a path in normal form has not: empty segments, and such as go nowhere or up. */
const unusual = /\/(?:\.{0,2})(?:\/|$)/u;

export function isRequest(input: unknown): input is Request {
  if (!isObject(input)) return false;
  const { agent, context, action } = input;
  if (!isObject(agent) || !isObject(context) || !isObject(action)) return false;
  return (
    typeof agent.id === "string" &&
    roles.has(agent.role) &&
    typeof agent.team === "string" &&
    envs.has(context.env) &&
    typeof action.name === "string" &&
    areArguments(action.args)
  );
}

function areArguments(args: unknown): boolean {
  return (
    isObject(args) &&
    Number.isSafeInteger(args.amount) &&
    Number.isSafeInteger(args.risk) &&
    typeof args.region === "string" &&
    typeof args.file === "string" &&
    args.file.startsWith("/") &&
    (args.file === "/" || !unusual.test(args.file))
  );
}

function isObject(input: unknown): input is Readonly<Record<string, unknown>> {
  return typeof input === "object" && input !== null;
}
