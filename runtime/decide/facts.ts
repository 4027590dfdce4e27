// State as arguments: the answers that the caller of the pure `decide` gives.

import { personOf } from "../evaluate/needs.js";
import { heardFrom } from "./heard.js";
import { seenBy } from "./layers.js";
import type { Policy } from "./policy.js";
import { readSet, unknownSet } from "./read-set.js";
import type { Facts } from "./request.js";
import type { Answers } from "./scene.js";
import { asCompiled, setsReadIn, type InForce, type Sets } from "./sets.js";
import type { Situation } from "./situation.js";

/** The facts of the policy, of its floor at depth 1, and so on. */
export function factsAt(facts: Facts, depth: number): Facts {
  let own = facts;
  for (let i = 0; i < depth; i += 1) own = own.floor ?? {};
  return own;
}

/** What facts leave out is as if nothing had happened yet. */
export function answersIn(
  { histories = [], grants = [], classifiers = [], data = {} }: Facts,
  { policy, now }: { readonly policy: Policy; readonly now: number },
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
