// Decisions that no rule makes, of a policy and its floors: kill switches, faults, results that are withheld.

import type { Kill } from "../state/store.js";
import { combined } from "./combine.js";
import {
  failed,
  halted,
  unjudged,
  withheld,
  type ErrorCode,
  type Frame,
  type Heading,
  type ResultErrorCode,
} from "./decision.js";
import { haltOf } from "./halt.js";
import { permits } from "../table/verdict.js";
import type { Decision, Fault } from "./request.js";
import type { Snapshot } from "./snapshot.js";

/** The `on_error` of each: none of them could decide. */
export function failedAll(frame: Frame, code: ErrorCode, fault: Fault): Decision {
  return combined(frame.policy.layers.map((policy) => failed({ ...frame, policy }, code, fault)));
}

export function withheldAll(frame: Heading, code: ResultErrorCode, fault: Fault, digest?: string): Decision {
  return combined(frame.policy.layers.map((policy) => withheld({ ...frame, policy }, code, fault, digest)));
}

/** A result of which no rule and no declaration of any policy speaks. */
export function unjudgedAll(frame: Heading): Decision {
  return combined(frame.policy.layers.map((policy) => unjudged({ ...frame, policy })));
}

/** The first kill switch that covers the request, of the policy's and its floors'. It is told under the policy. */
export function haltIn(
  frame: Frame,
  kills: readonly Kill[],
  copy: Snapshot,
  now: number | undefined,
): Decision | undefined {
  for (const { table } of frame.policy.layers) {
    const halt = haltOf(table, kills, copy, now);
    if (halt !== undefined) return halted(frame, halt.killswitch, halt.kill);
  }
  return undefined;
}

/** The store has no room for a new key: held, whatever `on_error` says, since what is not counted has no limit. */
export function heldForRoom(frame: Frame): Decision {
  const fault = { path: "", message: "the store has no room for a new key" };
  const all = frame.policy.layers.map((policy) => heldBy({ ...frame, policy }, fault));
  return combined(all);
}

function heldBy(frame: Frame, fault: Fault): Decision {
  const decision = failed(frame, "decision.fault", fault);
  if (!permits(decision.verdict)) return decision;
  const matched = decision.matched.map((each) => ({ ...each, verdict: "throttle" as const }));
  const enforced = decision.mode === "shadow" ? "allow" : "throttle";
  return { ...decision, verdict: "throttle", enforced, matched };
}
