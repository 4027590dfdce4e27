// The pure decision: a policy, a request and the facts of state in, a decision out.

import { Fault } from "../evaluate/fault.js";
import { personOf } from "../evaluate/needs.js";
import type { LimitState } from "../state/store.js";
import { admit } from "./admit.js";
import { answersOf, concluded, failed, halted, type Timed, type TimedHeading } from "./decision.js";
import { deliberate } from "./deliberate.js";
import { haltOf } from "./halt.js";
import { heardFrom } from "./heard.js";
import type { Policy } from "./policy.js";
import type { Decision, Facts } from "./request.js";
import type { Answers } from "./scene.js";
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
    const halt = haltOf(policy.table, facts.kills ?? [], copy, now);
    if (halt !== undefined) return halted(frame, halt.killswitch, halt.kill);
    if (!situation.ok) return failed(frame, "request.invalid", situation.fault);
    if (now === undefined) return failed(frame, "decision.fault", NO_TIME);
    return settled({ ...frame, now }, situation.value, facts);
  } catch (error) {
    return failed(frame, "decision.fault", faultOf(error));
  }
}

/** The clock gives a number that stands for no time. */
export const NO_TIME = { path: "", message: "the clock shows no time" };

/** What kept a decision from being made. */
export function faultOf(error: unknown): { readonly path: string; readonly message: string } {
  const message = error instanceof Fault ? error.message : `deciding failed: ${messageOf(error)}`;
  return { path: "", message };
}

/** Anything can be thrown, even what cannot be told. */
export function messageOf(error: unknown): string {
  try {
    const told: unknown = error instanceof Error ? error.message : error;
    return String(told);
  } catch {
    return "with what has no text";
  }
}

/** The times that ECMAScript's `Date` can hold. */
export function momentOf(time: number): number | undefined {
  return Number.isNaN(new Date(time).getTime()) ? undefined : Math.trunc(time);
}

function settled(frame: Timed, situation: Situation, facts: Facts): Decision {
  const answers = answersIn(facts, frame, facts.approvals);
  const { judgement, claims, blocked } = deliberate(frame.policy, situation, answers);
  if (claims === undefined || blocked) return concluded(frame, judgement, undefined);
  const states = roomIn(frame.policy, claims, facts.windows ?? []);
  const rules = claims.map(({ rule }) => rule);
  return concluded(frame, judgement, answersOf(rules, states));
}

/** What facts leave out is as if nothing had happened yet. */
export function answersIn(
  { histories = [], grants = [], classifiers = [] }: Facts,
  { policy, now }: TimedHeading,
  approvals: Facts["approvals"] = [],
): Answers {
  return {
    now,
    latest: now,
    histories: new Map(policy.table.histories.map((_, i) => [i, histories[i] ?? { low: 0, high: 0 }])),
    grants: new Map(policy.table.grants.map((_, i) => [i, grants[i] ?? "unused"])),
    approvals: approvals.map((approval) => ({ ...approval, by: personOf(approval.by) })),
    heard: heardFrom(policy, classifiers),
  };
}

type Claims = NonNullable<ReturnType<typeof deliberate>["claims"]>;

/** Is there room in each window, after the claims before? */
function roomIn(policy: Policy, claims: Claims, held: readonly number[]): readonly LimitState[] {
  const total = new Map(policy.table.windows.map(({ id }, i) => [id, held[i] ?? 0]));
  return claims.map(({ room }) => {
    const after = (total.get(room.window) ?? 0) + room.amount;
    total.set(room.window, after);
    return room.op === "<" ? { room: after < room.bound } : { room: after <= room.bound };
  });
}
