// How many of the mutants that a case could tell are told by one.

import type { Mutant } from "./mutate.js";

export interface Score {
  readonly killed: number;
  readonly survived: number;
  /** Proved to decide as the policy does. */
  readonly equivalent: number;
  /** Otherwise only in what no case can say. */
  readonly beside: number;
  /** Killed of those that a case could kill, from 0 to 100; of none, 100. */
  readonly percent: number;
}

export function scoreOf(mutants: readonly Mutant[]): Score {
  const count = (status: Mutant["status"]): number =>
    mutants.filter((mutant) => mutant.status === status).length;
  const [killed, survived] = [count("killed"), count("survived")];
  const all = killed + survived;
  return {
    ...{ killed, survived, equivalent: count("equivalent"), beside: count("beside") },
    percent: all === 0 ? 100 : (100 * killed) / all,
  };
}
