// Deciding a result: once the host reports what came back from a permitted action, before the agent sees it.

import { permits } from "../table/verdict.js";
import { admit } from "./admit.js";
import { concluded, withheld, type TimedHeading } from "./decision.js";
import { answersIn, decide, faultOf, momentOf } from "./decide.js";
import { deliberate } from "./deliberate.js";
import { judge, type Judgement } from "./judge.js";
import type { Policy } from "./policy.js";
import type { Decision, Facts, ReportInput } from "./request.js";
import { rewritesOf } from "./result-rows.js";
import { returnedIn } from "./returned.js";
import type { Answers } from "./scene.js";
import type { Situation } from "./situation.js";
import type { Formed } from "./form.js";

/** A decision on a result, and what it was made from where rules were asked. */
export interface ResultDecision {
  readonly decision: Decision;
  readonly judgement?: Judgement;
}

/** Decides what came back. Whatever keeps it from being decided withholds it. */
export function concludeResult(
  frame: TimedHeading,
  returned: Formed<Situation>,
  answers: Answers,
): ResultDecision {
  if (!returned.ok) return { decision: withheld(frame, "result.invalid", returned.fault) };
  try {
    const judgement = judge(frame.policy, returned.value, answers);
    return { decision: concluded(frame, judgement, undefined), judgement };
  } catch (error) {
    return { decision: withheld(frame, "decision.fault", faultOf(error), returned.value.digest) };
  }
}

/**
 * Decides the result of an action that is permitted under the same facts, as `decide` decides the action itself: pure,
 * synchronous, and it never throws. Where the verdict permits, the agent may see `obligations.result` if
 * `obligations.redactions` holds something, else the result as it was reported; otherwise the result is withheld.
 */
export function decideResult(
  policy: Policy,
  request: unknown,
  report: ReportInput,
  facts: Facts = {},
): Decision {
  const action = decide(policy, request, facts);
  const { id } = action;
  const now = momentOf(Date.parse(action.time)) ?? 0;
  const frame = { policy, id, now };
  if (!permits(action.enforced)) return withheld(frame, "decision.fault", NOT_PERMITTED);
  const { situation } = admit(policy, request);
  if (!situation.ok) return withheld(frame, "decision.fault", situation.fault);
  try {
    const answers = answersIn(facts, frame, facts.approvals);
    const { rules } = deliberate(policy, situation.value, answers);
    const returned = returnedIn(situation.value, { ...report }, rewritesOf(rules));
    return concludeResult(frame, returned, answersIn(facts, frame, facts.resultApprovals)).decision;
  } catch (error) {
    return withheld(frame, "decision.fault", faultOf(error));
  }
}

const NOT_PERMITTED = { path: "", message: "the action was not permitted, so nothing came back from it" };
