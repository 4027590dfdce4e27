// Takes the coverage of a run, if anybody asks for it, and tells it afterwards.

import { coverageReportsIn, deliverCoverage } from "../report/coverage/deliver.js";
import { shortfalls, thresholdsIn } from "../report/coverage/thresholds.js";
import type { Reporting } from "../report/test-report.js";
import { CoverageOfPolicies } from "./coverage.js";
import type { Observing } from "./run.js";

/** How coverage is taken and told. */
export interface Covering {
  readonly observing: Observing;
  /** Reports it; is all of it reached that must be? */
  readonly told: () => boolean;
}

/**
 * Undefined where nobody asks for it.
 * @throws {InputError} where a report or a threshold is none.
 */
export function coveringIn(
  { coverage, min }: { readonly coverage: readonly string[]; readonly min?: string },
  reportings: readonly Reporting[],
): Covering | undefined {
  if (coverage.length === 0 && min === undefined) return undefined;
  const isFree = reportings.every(({ reporter, file }) => reporter === "pretty" || file !== undefined);
  const reports = coverageReportsIn(coverage, isFree);
  const thresholds = thresholdsIn(min);
  const policies = new CoverageOfPolicies();
  const counted: (() => void)[] = [];
  return {
    observing: ({ policy }) => {
      policies.add(policy);
      const counting = policies.counting(policy);
      if (counting === undefined) return {};
      counted.push(() => {
        policies.add(policy, counting.counts());
      });
      return counting.observer;
    },
    told: () => {
      for (const add of counted) add();
      const covered = policies.covered();
      deliverCoverage(reports, covered);
      const short = shortfalls(covered, thresholds);
      for (const line of short) process.stderr.write(`${line}\n`);
      return short.length === 0;
    },
  };
}
