// The kill switches that an attempt, or what came back from it, trips: those of all rules that match, whatever is decided; shadow rules aside.

import { Fault } from "../evaluate/fault.js";
import { textOf } from "../evaluate/key.js";
import type { Kill } from "../state/store.js";
import type { Rule, Trip } from "../table/format.js";
import type { Judgement } from "./judge.js";
import { isShadow, type Policy } from "./policy.js";
import type { TripRecord } from "./request.js";
import { timeText } from "./show.js";
import { attributeOf, type Situation } from "./situation.js";

interface Tripped {
  readonly rule: string;
  readonly kill: Kill;
}

/** What the store is to trip. @throws {Fault} where a scope has no value. */
export function killsTrippedBy(policy: Policy, judgement: Judgement, now: number): readonly Kill[] {
  return trippedBy(policy, judgement, now).map(({ kill }) => kill);
}

/** The same as the decision tells it. */
export function tripRecords(policy: Policy, judgement: Judgement, now: number): readonly TripRecord[] {
  return trippedBy(policy, judgement, now).map(({ rule, kill: { killswitch, scope, value, until } }) => ({
    rule,
    killswitch,
    scope,
    ...(value !== undefined && { value }),
    ...(until !== undefined && { until: timeText(until) }),
  }));
}

function trippedBy(policy: Policy, { matches, situation }: Judgement, now: number): readonly Tripped[] {
  // A policy in shadow mode is never enforced, and a kill switch would be.
  if (isShadow(policy)) return [];
  return matches
    .filter(({ rule }) => !rule.shadow)
    .flatMap(({ rule }) => (rule.trips ?? []).map((trip) => trippedOf(rule, trip, situation, now)));
}

function trippedOf(
  { name }: Rule,
  { killswitch, scope, for: duration }: Trip,
  situation: Situation,
  at: number,
): Tripped {
  const value = scope === "all" ? undefined : attributeOf(situation, scope);
  if (scope !== "all" && value === undefined)
    throw new Fault(`${scope} has no value that ${killswitch} could halt`);
  const kill = {
    killswitch,
    scope,
    ...(value !== undefined && { value: textOf(value) }),
    at,
    ...(duration !== undefined && { until: at + duration }),
  };
  return { rule: name, kill };
}
