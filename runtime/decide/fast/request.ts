// Reads what is plainly a request, in one pass over each of its objects: its form is checked, its values are copied and
// brought into normal form.

import { parseTime } from "../../values/time.js";
import { momentOf } from "../fault.js";
import type { Policy } from "../policy.js";
import { FastRequest, type Attempt } from "./fast-request.js";
import { isPlainObject, isUntouched } from "./plain.js";
import type { FastPolicy } from "./policy.js";

const LONGEST_ID = 200;

/** Undefined where the request is not plainly one. It may throw what a getter throws. */
export function readRequest(
  policy: Policy,
  fast: FastPolicy,
  request: unknown,
  stated: number | undefined,
): FastRequest | undefined {
  const members = isUntouched() ? membersOf(request) : undefined;
  if (members === undefined) return undefined;
  const { id, time, agent, action, context, impact } = members;
  const attempt = readAttempt(fast, action);
  if (attempt === undefined || !isId(id)) return undefined;
  const sentAt = time === undefined ? undefined : timeOf(time);
  // A time that is none is none, whether or not it is asked for.
  const now = Number.isNaN(sentAt) ? undefined : momentOf(stated ?? sentAt ?? Date.now());
  if (now === undefined) return undefined;
  const read = new FastRequest(policy, fast, attempt, id, now);
  const isRead =
    read.reads(fast.agent, agent) &&
    read.reads(fast.context, context) &&
    read.reads(fast.impact, impact) &&
    read.reads(attempt.action.args, attempt.args);
  return isRead ? read : undefined;
}

/** Of a request; undefined where they were left out. */
class Members {
  id: unknown;
  time: unknown;
  agent: unknown;
  action: unknown;
  context: unknown;
  impact: unknown;
}

/** Each is read once. Undefined where there are others. */
function membersOf(request: unknown): Members | undefined {
  if (!isPlainObject(request)) return undefined;
  const members = new Members();
  for (const name in request) {
    const member = request[name];
    switch (name) {
      case "id":
        members.id = member;
        break;
      case "time":
        members.time = member;
        break;
      case "agent":
        members.agent = member;
        break;
      case "action":
        members.action = member;
        break;
      case "context":
        members.context = member;
        break;
      case "impact":
        members.impact = member;
        break;
      default:
        return undefined;
    }
  }
  return members;
}

function readAttempt(fast: FastPolicy, input: unknown): Attempt | undefined {
  if (!isPlainObject(input)) return undefined;
  let name: unknown;
  let args: unknown;
  let reversible: unknown;
  for (const member in input) {
    switch (member) {
      case "name":
        name = input[member];
        break;
      case "args":
        args = input[member];
        break;
      case "reversible":
        reversible = input[member];
        break;
      default:
        return undefined;
    }
  }
  const action = typeof name === "string" ? fast.actions.get(name) : undefined;
  if (action === undefined || (reversible !== undefined && typeof reversible !== "boolean")) return undefined;
  return { action, args, reversible };
}

/** NaN where it is none. */
export function timeOf(time: unknown): number {
  const parsed = typeof time === "string" ? parseTime(time) : undefined;
  return parsed?.ok === true ? parsed.value : NaN;
}

/** Or is there none? */
export function isId(id: unknown): id is string | undefined {
  if (id === undefined) return true;
  return typeof id === "string" && id.length > 0 && id.length <= LONGEST_ID && id.isWellFormed();
}
