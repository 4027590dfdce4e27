// Deciding a result: once the host reports what came back from a permitted action, before the agent sees it.

import type { ResultRewrite } from "../state/store.js";
import { permits } from "../table/verdict.js";
import { admit } from "./admit.js";
import { combined } from "./combine.js";
import type { Reasoned } from "./council.js";
import { withheldAll } from "./decide-all.js";
import { concluded, withheld, type TimedHeading } from "./decision.js";
import { decide } from "./decide.js";
import { answersIn, factsAt } from "./facts.js";
import { faultOf, momentOf } from "./fault.js";
import { deliberate } from "./deliberate.js";
import { judge } from "./judge.js";
import { seenBy } from "./layers.js";
import type { Policy } from "./policy.js";
import type { Decision, Facts, ReportInput } from "./request.js";
import { rewritesOf } from "./result-rows.js";
import { returnedIn } from "./returned.js";
import type { Answers } from "./scene.js";
import { factsOf } from "./sets.js";
import type { Situation } from "./situation.js";
import type { Formed } from "./form.js";

/** A decision on a result, and what each policy made its own from where rules were asked. */
export interface ResultDecision {
  readonly decision: Decision;
  readonly reasoned: readonly Reasoned[];
}

/** What one policy decides a result by. */
export interface ResultFacts {
  readonly rewrites: readonly ResultRewrite[];
  readonly answers: Answers;
}

/** Decides what came back, by the policy and its floors. What keeps one of them from deciding withholds it. */
export function concludeResult(
  frame: TimedHeading,
  returned: Formed<Situation>,
  factsOf: (policy: Policy, depth: number) => ResultFacts,
): ResultDecision {
  if (!returned.ok) {
    return { decision: withheldAll(frame, "result.invalid", returned.fault), reasoned: [] };
  }
  const { value } = returned;
  const all = frame.policy.layers.map((policy, depth) =>
    concludeOne({ ...frame, policy }, value, factsOf(policy, depth)),
  );
  const decision = combined(
    all.map((each) => each.decision),
    value,
  );
  return { decision, reasoned: all.flatMap(({ reasoned }) => reasoned) };
}

function concludeOne(
  frame: TimedHeading,
  situation: Situation,
  { rewrites, answers }: ResultFacts,
): ResultDecision {
  const seen = seenBy(frame.policy, situation);
  const own = seen.returned === undefined ? seen : { ...seen, returned: { ...seen.returned, rewrites } };
  try {
    const judgement = judge(frame.policy, own, answers);
    const decision = concluded(frame, judgement, undefined);
    return { decision, reasoned: [{ policy: frame.policy, judgement, limits: undefined }] };
  } catch (error) {
    const decision = withheld(frame, "decision.fault", faultOf(error), situation.digest);
    return { decision: { ...decision, ...factsOf(frame.policy, answers.sets) }, reasoned: [] };
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
  if (!permits(action.enforced)) return withheldAll(frame, "decision.fault", NOT_PERMITTED);
  const { situation } = admit(policy, request);
  if (!situation.ok) return withheldAll(frame, "decision.fault", situation.fault);
  try {
    const returned = returnedIn(situation.value, { ...report }, []);
    return concludeResult(frame, returned, (layer, depth) => {
      const own = factsAt(facts, depth);
      const heading = { ...frame, policy: layer };
      const { rules } = deliberate(
        layer,
        seenBy(layer, situation.value),
        answersIn(own, heading, situation.value, facts.approvals),
      );
      return {
        rewrites: rewritesOf(rules),
        answers: answersIn(
          own,
          heading,
          returned.ok ? returned.value : situation.value,
          facts.resultApprovals,
        ),
      };
    }).decision;
  } catch (error) {
    return withheldAll(frame, "decision.fault", faultOf(error));
  }
}

const NOT_PERMITTED = { path: "", message: "the action was not permitted, so nothing came back from it" };
