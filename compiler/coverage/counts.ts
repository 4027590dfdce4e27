// What was seen of a plan, as plain data: counts of several runs of one plan add up.

import type { Plan } from "./plan.js";

export interface Counts {
  /** How many decisions were made, on attempts and on what came back. */
  readonly decisions: number;
  /** By slot. */
  readonly seen: readonly number[];
}

export function noCounts({ slots }: Plan): Counts {
  return { decisions: 0, seen: new Array<number>(slots).fill(0) };
}

/** Both are of the same plan. */
export function bothCounts(a: Counts, b: Counts): Counts {
  return {
    decisions: a.decisions + b.decisions,
    seen: a.seen.map((count, slot) => count + (b.seen[slot] ?? 0)),
  };
}
