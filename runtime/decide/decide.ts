// The pure decision: a policy, a request and the facts of state in, a decision out.

import { admit } from "./admit.js";
import { failedAll, haltIn } from "./decide-all.js";
import { decideFast } from "./fast/decide.js";
import { faultOf, momentOf, NO_TIME } from "./fault.js";
import type { Policy } from "./policy.js";
import type { Decision, Facts } from "./request.js";
import { settle } from "./settle.js";

/**
 * Decides one attempt. Pure but for the id and the clock where neither request nor facts give them; synchronous; and it
 * never throws, whatever the request is made of: what is wrong with it is in the decision's `fault`.
 */
export function decide(policy: Policy, request: unknown, facts?: Facts): Decision {
  return decideFast(policy, request, facts) ?? decideThoroughly(policy, request, facts);
}

/** The same, all that a decision says at once. */
export function decideThoroughly(policy: Policy, request: unknown, facts: Facts = {}): Decision {
  const admission = admit(policy, request);
  const { copy, id, time, situation } = admission;
  const now = momentOf(facts.now ?? time ?? Date.now());
  const frame = { policy, admission, id: id ?? crypto.randomUUID(), now };
  try {
    const halt = haltIn(frame, facts.kills ?? [], copy, now);
    if (halt !== undefined) return halt;
    if (!situation.ok) return failedAll(frame, "request.invalid", situation.fault);
    if (now === undefined) return failedAll(frame, "decision.fault", NO_TIME);
    return settle({ ...frame, now }, situation.value, facts);
  } catch (error) {
    return failedAll(frame, "decision.fault", faultOf(error));
  }
}
