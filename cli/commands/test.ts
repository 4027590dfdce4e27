// `agentpol test`: runs test blocks and cases files.

import { InputError, type ExitCode } from "../exit.js";
import { discover } from "../files.js";
import { coverageReportsIn, deliverCoverage } from "../report/coverage/deliver.js";
import { shortfalls, thresholdsIn } from "../report/coverage/thresholds.js";
import { deliver, reportingsIn, type Reporting } from "../report/test-report.js";
import { CoverageOfPolicies } from "../testing/coverage.js";
import { hasFailed, runSuites, type Observing } from "../testing/run.js";
import { select, type Selection } from "../testing/selection.js";
import { collect, type Suite } from "../testing/suites.js";

export interface TestOptions extends Selection {
  /** `junit`, `junit=out.xml`. */
  readonly reporters: readonly string[];
  /** `text`, `html=out.html`. */
  readonly coverage: readonly string[];
  /** `rules=100,conditions=90`. */
  readonly min?: string;
}

/** @throws {InputError} where there is nothing to run, or a report cannot be made. */
export async function test(
  paths: readonly string[],
  { reporters, coverage, min, ...selection }: TestOptions,
): Promise<ExitCode> {
  const reportings = reportingsIn(reporters);
  const covering = coveringIn({ coverage, ...(min !== undefined && { min }) }, reportings);
  const files = discover(paths, [".agentpol", ".cases.yaml"]);
  if (files.length === 0) {
    throw new InputError(
      `no policies or cases under ${paths.join(", ")}`,
      "name a *.agentpol or *.cases.yaml file, or a folder",
    );
  }
  const suites = await collect(files);
  const ran = await runSuites(select(suites, selection), covering?.observing);
  deliver(reportings, ran);
  const isEnough = covering?.told(suites) ?? true;
  return ran.some(hasFailed) ? 1 : isEnough ? 0 : 3;
}

/** How coverage is taken and told. */
interface Covering {
  readonly observing: Observing;
  /** Reports it; is all of it reached that must be? */
  readonly told: (suites: readonly Suite[]) => boolean;
}

/** Undefined where nobody asks for it. */
function coveringIn(
  { coverage, min }: Pick<TestOptions, "coverage" | "min">,
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
      const counting = policies.counting(policy);
      if (counting === undefined) return {};
      counted.push(() => {
        policies.add(policy, counting.counts());
      });
      return counting.observer;
    },
    told: (suites) => {
      for (const { policy } of suites) policies.add(policy);
      for (const add of counted) add();
      const covered = policies.covered();
      deliverCoverage(reports, covered);
      const short = shortfalls(covered, thresholds);
      for (const line of short) process.stderr.write(`${line}\n`);
      return short.length === 0;
    },
  };
}
