// From a situation and the facts of state to a decision, as the policy and its floors say.

import type { LimitState } from "../state/store.js";
import { convene, resolved, type Council } from "./council.js";
import { answersOf, type Timed } from "./decision.js";
import { answersIn, factsAt } from "./facts.js";
import type { Decision, Facts } from "./request.js";
import type { Situation } from "./situation.js";

/**
 * What the policy and its floors say of the situation, by these facts.
 * @throws {Fault} where a guard overflows.
 */
export function settle(frame: Timed, situation: Situation, facts: Facts): Decision {
  const answers = frame.policy.layers.map((policy, depth) =>
    answersIn(factsAt(facts, depth), { ...frame, policy }, situation, facts.approvals),
  );
  const council = convene(frame, situation, answers);
  const { claims } = council;
  if (claims === undefined) return resolved(council, situation, undefined).decision;
  const held = new Map(
    frame.policy.layers.flatMap(({ table }, depth) => {
      const { windows = [] } = factsAt(facts, depth);
      return table.windows.map(({ id }, i) => [id, windows[i] ?? 0] as const);
    }),
  );
  const rules = claims.map(({ rule }) => rule);
  return resolved(council, situation, answersOf(rules, roomIn(claims, held))).decision;
}

type Claims = NonNullable<Council["claims"]>;

/** Is there room in each window, after the claims before? */
function roomIn(claims: Claims, total: Map<string, number>): readonly LimitState[] {
  return claims.map(({ room }) => {
    const after = (total.get(room.window) ?? 0) + room.amount;
    total.set(room.window, after);
    return room.op === "<" ? { room: after < room.bound } : { room: after <= room.bound };
  });
}
