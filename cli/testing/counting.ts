// Counts what cases touch while a suite runs, here or in a worker.

import { Collector } from "../../compiler/coverage/collect.js";
import { bothCounts, type Counts } from "../../compiler/coverage/counts.js";
import { planOf } from "../../compiler/coverage/plan-of.js";
import type { Observer } from "../../runtime/testing/observer.js";
import type { Suite } from "./suites.js";

/** What the cases of a suite touch of its policy: plain data. */
export interface Touched {
  /** Of the table that they ran on. */
  readonly digest: string;
  readonly counts: Counts;
}

/** Looks on while the cases of one suite run. */
export interface Counting {
  readonly observer: Observer;
  readonly touched: () => Touched;
}

/** Undefined where the policy does not compile. */
export function countingOn({ policy }: Suite): Counting | undefined {
  const { program, table } = policy ?? {};
  if (program === undefined || table === undefined) return undefined;
  const collector = new Collector(planOf(program, table));
  return {
    observer: { decided: collector.observe },
    touched: () => ({ digest: table.digest, counts: collector.counts }),
  };
}

/** What two parts of a suite touch together. */
export function bothTouched(a: Touched | undefined, b: Touched | undefined): Touched | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return { digest: a.digest, counts: bothCounts(a.counts, b.counts) };
}
