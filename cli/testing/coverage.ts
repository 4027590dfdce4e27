// Counts what cases touch while suites run, here or in a worker, and adds it up policy by policy.

import { Collector } from "../../compiler/coverage/collect.js";
import { bothCounts, noCounts, type Counts } from "../../compiler/coverage/counts.js";
import { coverageOf } from "../../compiler/coverage/coverage.js";
import { planOf } from "../../compiler/coverage/plan-of.js";
import type { Observer } from "../../runtime/testing/observer.js";
import { InputError } from "../exit.js";
import type { CompiledPolicy } from "../load.js";
import type { Covered } from "../report/coverage/report.js";
import type { TestRun } from "./result.js";
import type { Suite, SuiteReader } from "./suites.js";

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

/**
 * Of each policy that compiles what all suites of it touch, in their order; of one without cases nothing is touched.
 * @throws {InputError} where a policy is another by now than the one that its cases ran on.
 */
export async function coveredIn({ suites }: TestRun, read: SuiteReader): Promise<readonly Covered[]> {
  const policies = new Map<string, { readonly policy: CompiledPolicy; touched: Touched | undefined }>();
  for (const { suite, touched } of suites) {
    const { policy } = await read(suite.path);
    if (policy?.table === undefined) continue;
    const { digest } = policy.table;
    if (touched !== undefined && touched.digest !== digest)
      throw new InputError(`${policy.entry} changed while its cases ran`, "run the command again");
    const key = `${policy.entry} ${digest}`;
    const known = policies.get(key) ?? { policy, touched: undefined };
    known.touched = bothTouched(known.touched, touched);
    policies.set(key, known);
  }
  return Array.from(policies.values()).flatMap(({ policy, touched }) => coveredBy(policy, touched));
}

function coveredBy({ program, table }: CompiledPolicy, touched: Touched | undefined): readonly Covered[] {
  if (program === undefined || table === undefined) return [];
  const plan = planOf(program, table);
  const { files } = program;
  return [{ coverage: coverageOf(plan, touched?.counts ?? noCounts(plan), table, files), files }];
}
