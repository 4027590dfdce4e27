// Tells the coverage of a run, if anybody asks for it.

import { coverageReportsIn, deliverCoverage } from "../report/coverage/deliver.js";
import type { Covered } from "../report/coverage/report.js";
import { shortfalls, thresholdsIn } from "../report/coverage/thresholds.js";
import type { Reporting } from "../report/test-report.js";

/** Reports it; is all of it reached that must be? */
export type TellCoverage = (covered: readonly Covered[]) => boolean;

/**
 * Undefined where nobody asks for it.
 * @throws {InputError} where a report or a threshold is none.
 */
export function coverageTeller(
  { coverage, min }: { readonly coverage: readonly string[]; readonly min?: string },
  reportings: readonly Reporting[],
): TellCoverage | undefined {
  if (coverage.length === 0 && min === undefined) return undefined;
  const isFree = reportings.every(({ reporter, file }) => reporter === "pretty" || file !== undefined);
  const reports = coverageReportsIn(coverage, isFree);
  const thresholds = thresholdsIn(min);
  return (covered) => {
    deliverCoverage(reports, covered);
    const short = shortfalls(covered, thresholds);
    for (const line of short) process.stderr.write(`${line}\n`);
    return short.length === 0;
  };
}
