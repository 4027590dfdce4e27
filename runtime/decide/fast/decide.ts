// The fast way to a decision, for what is plainly a request: it looks for the rule that decides, and whatever more a
// decision says is made when it is read. Where anything is unusual there is no fast way, and the thorough one decides;
// where there is one, both say the same.

import { NONE } from "../../match/mask.js";
import { LEAVE } from "../../match/rule-index.js";
import type { Policy } from "../policy.js";
import type { Decision, Facts } from "../request.js";
import { decisionBy, type Decider } from "./decision.js";
import type { FastRequest } from "./fast-request.js";
import { readRequest } from "./request.js";

/** Undefined where the thorough way is to be taken. Does not throw. */
export function decideFast(policy: Policy, request: unknown, facts: Facts | undefined): Decision | undefined {
  const { fast } = policy;
  if (fast === undefined || (facts !== undefined && !isTimeAlone(facts))) return undefined;
  try {
    const read = readRequest(policy, fast, request, facts?.now);
    const decider = read && deciderOn(read, fast.byDefault);
    return decider && decisionBy(decider, read, fast.header);
  } catch {
    // What a getter throws, or a guard that overflows: the thorough way meets it too, and says so.
    return undefined;
  }
}

function isTimeAlone(facts: Facts): boolean {
  return Object.keys(facts).every((name) => name === "now");
}

/** Undefined where more than one rule is to be looked at. */
function deciderOn(request: FastRequest, byDefault: Decider): Decider | undefined {
  const { index, deciders } = request.action;
  const row = index.find(request);
  if (row === LEAVE) return undefined;
  return row === NONE ? byDefault : deciders[row];
}
