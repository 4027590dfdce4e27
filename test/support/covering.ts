// Coverage of a policy by the cases that stand beside it, or by others.

import { Collector } from "../../compiler/coverage/collect.js";
import { coverageOf, type Coverage } from "../../compiler/coverage/coverage.js";
import type { Counts } from "../../compiler/coverage/counts.js";
import type { Plan } from "../../compiler/coverage/plan.js";
import { planOf } from "../../compiler/coverage/plan-of.js";
import { caseRunner } from "../../runtime/testing/run.js";
import { compiledFiles } from "./compiling.js";
import type { Files } from "./problems.js";

export interface Covered {
  readonly plan: Plan;
  readonly counts: Counts;
  readonly coverage: Coverage;
}

/** Runs the test blocks of `p.agentpol`. */
export async function covered(files: Files): Promise<Covered> {
  const { program, table } = compiledFiles(files);
  const plan = planOf(program, table);
  const collector = new Collector(plan);
  const run = await caseRunner(table);
  for (const each of program.tests) {
    const { failure } = await run(each, { decided: collector.observe });
    if (failure !== undefined) throw new Error(JSON.stringify(failure, null, 2));
  }
  const { counts } = collector;
  return { plan, counts, coverage: coverageOf(plan, counts, table, program.files) };
}
