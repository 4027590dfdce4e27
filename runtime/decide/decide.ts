// The pure decision: a policy, a request and the facts of state in, a decision out.

import { personOf } from "../evaluate/needs.js";
import type { LimitState } from "../state/store.js";
import { admit } from "./admit.js";
import { convene, resolved, type Council } from "./council.js";
import { failedAll, haltIn } from "./decide-all.js";
import { answersOf, type Timed, type TimedHeading } from "./decision.js";
import { faultOf, momentOf, NO_TIME } from "./fault.js";
import { heardFrom } from "./heard.js";
import { seenBy } from "./layers.js";
import type { Policy } from "./policy.js";
import { readSet, unknownSet } from "./read-set.js";
import type { Decision, Facts } from "./request.js";
import type { Answers } from "./scene.js";
import { asCompiled, setsReadIn, type InForce, type Sets } from "./sets.js";
import type { Situation } from "./situation.js";

/**
 * Decides one attempt. Pure but for the id and the clock where neither request nor facts give them; synchronous; and it
 * never throws, whatever the request is made of: what is wrong with it is in the decision's `fault`.
 */
export function decide(policy: Policy, request: unknown, facts: Facts = {}): Decision {
  const admission = admit(policy, request);
  const { copy, id, time, situation } = admission;
  const now = momentOf(facts.now ?? time ?? Date.now());
  const frame = { policy, admission, id: id ?? crypto.randomUUID(), now };
  try {
    const halt = haltIn(frame, facts.kills ?? [], copy, now);
    if (halt !== undefined) return halt;
    if (!situation.ok) return failedAll(frame, "request.invalid", situation.fault);
    if (now === undefined) return failedAll(frame, "decision.fault", NO_TIME);
    return settled({ ...frame, now }, situation.value, facts);
  } catch (error) {
    return failedAll(frame, "decision.fault", faultOf(error));
  }
}

function settled(frame: Timed, situation: Situation, facts: Facts): Decision {
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

/** The facts of the policy, of its floor at depth 1, and so on. */
export function factsAt(facts: Facts, depth: number): Facts {
  let own = facts;
  for (let i = 0; i < depth; i += 1) own = own.floor ?? {};
  return own;
}

/** What facts leave out is as if nothing had happened yet. */
export function answersIn(
  { histories = [], grants = [], classifiers = [], data = {} }: Facts,
  { policy, now }: TimedHeading,
  situation: Situation,
  approvals: Facts["approvals"] = [],
): Answers {
  return {
    now,
    latest: now,
    histories: new Map(policy.table.histories.map((_, i) => [i, histories[i] ?? { low: 0, high: 0 }])),
    grants: new Map(policy.table.grants.map((_, i) => [i, grants[i] ?? "unused"])),
    approvals: approvals.map((approval) => ({ ...approval, by: personOf(approval.by) })),
    heard: heardFrom(policy, classifiers),
    sets: setsFrom(policy, situation, data),
  };
}

function setsFrom(policy: Policy, situation: Situation, data: NonNullable<Facts["data"]>): Sets {
  const { table } = policy;
  return new Map(
    setsReadIn(policy, seenBy(policy, situation)).flatMap((index): [number, InForce][] => {
      const set = table.data[index];
      if (set === undefined) return [];
      if (!Object.hasOwn(data, set.name)) return [[index, unknownSet("nothing is said of it")]];
      const given = data[set.name];
      return [[index, given === "as compiled" ? asCompiled(set) : readSet(table, index, given)]];
    }),
  );
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
