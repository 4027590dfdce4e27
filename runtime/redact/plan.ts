// Which rewriting applies to each field: dropping beats hashing, hashing beats masking, and masks unite.

import type { Detector } from "../values/detector.js";

/** One rewriting that a rule asks for. */
export interface Rewriting {
  readonly op: "mask" | "mask-all" | "hash" | "drop";
  /** `args.body`, `result`. */
  readonly target: string;
  readonly detectors?: readonly Detector[];
}

/** What applies to one field, and to all that lies in it. */
export interface Treatment {
  readonly op: Rewriting["op"];
  readonly detectors: readonly Detector[];
}

/** By dotted path. */
export type RedactionPlan = ReadonlyMap<string, Treatment>;

const STRENGTH = { mask: 0, "mask-all": 1, hash: 2, drop: 3 } as const;

export function planOf(rewritings: readonly Rewriting[]): RedactionPlan {
  const plan = new Map<string, Treatment>();
  for (const { op, target, detectors = [] } of rewritings) {
    plan.set(target, united(plan.get(target), { op, detectors }));
  }
  return plan;
}

/** The stronger of two; of two masks, one that looks for all that either does. */
export function united(a: Treatment | undefined, b: Treatment): Treatment {
  if (a === undefined || STRENGTH[b.op] > STRENGTH[a.op]) return b;
  if (STRENGTH[a.op] > STRENGTH[b.op]) return a;
  return { op: a.op, detectors: Array.from(new Set([...a.detectors, ...b.detectors])) };
}

/** Does it rewrite arguments? Else it rewrites a result. */
export function isArgument(target: string): boolean {
  return target === "args" || target.startsWith("args.");
}
