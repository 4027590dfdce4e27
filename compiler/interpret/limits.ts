// Limits over windows: counted from the log of what was taken.

import type { TypedLimit, TypedRule } from "../types/program.js";
import type { Scene } from "./scene.js";
import { guardOf, otherwise, type Contribution } from "./contribute.js";
import { keyOf, type Past, type Taken } from "./past.js";
import { attributeAt, type Situation } from "./situation.js";

/** A limit of a rule whose guard holds. */
export interface Claim {
  readonly rule: TypedRule;
  readonly take: Taken;
  /** What the rule says because there is no room; nothing where there is, or where an approval waives it. */
  readonly over: readonly Contribution[];
  /** When there will be room, if nothing else happens. */
  readonly retryAt?: number;
}

export function claims(rule: TypedRule, scene: Scene, past: Past): Claim[] {
  if ((rule.form !== "cap" && rule.form !== "throttle") || guardOf(rule, scene) === false) return [];
  const { situation } = scene;
  return rule.limits.flatMap((limit) => {
    const { window } = limit;
    if (window === undefined) return [];
    const amount = amountOf(limit, situation);
    const id = `${rule.name}#${limit.label ?? String(limit.place)}`;
    const take = { limit: id, key: keyOf(situation, window.by), at: situation.now, amount: amount ?? 0 };
    const fits = amount === undefined ? (): boolean => false : fitting(limit, take, window.per, past);
    if (fits(situation.now)) return [{ rule, take, over: [] }];
    const retryAt = pastTimes(past, take, window.per).find((time) => time > situation.now && fits(time));
    return [
      {
        rule,
        take,
        over: otherwise(rule, rule.else, situation, past),
        ...(retryAt !== undefined && { retryAt }),
      },
    ];
  });
}

/** 1 in a throttle; undefined where the amount is absent or below zero, for then no limit is known to hold. */
function amountOf(limit: TypedLimit, situation: Situation): number | undefined {
  if (limit.attribute === undefined) return 1;
  const value = attributeAt(situation, limit.attribute);
  return typeof value === "number" && value >= 0 ? value : undefined;
}

/** Would the window (t − per, t] hold the amount within its bound at time t? */
function fitting(limit: TypedLimit, take: Taken, per: number, past: Past): (time: number) => boolean {
  const earlier = past.taken.filter((each) => each.limit === take.limit && each.key === take.key);
  return (time) => {
    const held = earlier
      .filter((each) => each.at > time - per)
      .reduce((total, each) => total + each.amount, 0);
    return limit.op === "<" ? held + take.amount < limit.bound : held + take.amount <= limit.bound;
  };
}

/** The times at which something leaves the window. */
function pastTimes(past: Past, take: Taken, per: number): number[] {
  const times = past.taken
    .filter((each) => each.limit === take.limit && each.key === take.key)
    .map((each) => each.at + per);
  return times.sort((a, b) => a - b);
}
