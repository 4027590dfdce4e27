// Adds up what all suites of a run touch, policy by policy.

import { noCounts } from "../../compiler/coverage/counts.js";
import { coverageOf } from "../../compiler/coverage/coverage.js";
import { planOf } from "../../compiler/coverage/plan-of.js";
import { InputError } from "../exit.js";
import type { CompiledPolicy } from "../load.js";
import type { Covered } from "../report/coverage/report.js";
import { bothTouched, type Touched } from "./counting.js";
import type { TestRun } from "./result.js";
import type { SuiteReader } from "./suites.js";

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
