// Counts what cases touch while suites run, policy by policy: several suites of one policy add up.

import { Collector } from "../../compiler/coverage/collect.js";
import { bothCounts, noCounts, type Counts } from "../../compiler/coverage/counts.js";
import { coverageOf } from "../../compiler/coverage/coverage.js";
import type { Plan } from "../../compiler/coverage/plan.js";
import { planOf } from "../../compiler/coverage/plan-of.js";
import type { Program } from "../../compiler/types/program.js";
import type { TableFile } from "../../runtime/table/format.js";
import type { Observer } from "../../runtime/testing/observer.js";
import type { CompiledPolicy } from "../load.js";
import type { Covered } from "../report/coverage/report.js";

/** A policy that compiles, and what is to be seen of it. */
interface Subject {
  readonly plan: Plan;
  readonly program: Program;
  readonly table: TableFile;
}

/** Looks on while cases of one policy run. */
export interface Counting {
  readonly observer: Observer;
  readonly counts: () => Counts;
}

export class CoverageOfPolicies {
  readonly #subjects = new Map<CompiledPolicy, Subject>();
  readonly #counts = new Map<CompiledPolicy, Counts>();

  /** For a run of cases of the policy; undefined where it does not compile. */
  counting(policy: CompiledPolicy | undefined): Counting | undefined {
    const subject = policy && this.#subjectOf(policy);
    if (subject === undefined) return undefined;
    const collector = new Collector(subject.plan);
    return { observer: { decided: collector.observe }, counts: () => collector.counts };
  }

  /** What was counted of the policy, here or elsewhere; a policy without any is one of which nothing was touched. */
  add(policy: CompiledPolicy | undefined, counts?: Counts): void {
    const subject = policy && this.#subjectOf(policy);
    if (subject === undefined || policy === undefined) return;
    const before = this.#counts.get(policy) ?? noCounts(subject.plan);
    this.#counts.set(policy, counts === undefined ? before : bothCounts(before, counts));
  }

  /** Of each policy that was added, in their order. */
  covered(): readonly Covered[] {
    return Array.from(this.#counts).flatMap(([policy, counts]) => {
      const subject = this.#subjectOf(policy);
      if (subject === undefined) return [];
      const { plan, program, table } = subject;
      return [{ coverage: coverageOf(plan, counts, table, program.files), files: program.files }];
    });
  }

  #subjectOf(policy: CompiledPolicy): Subject | undefined {
    const { program, table } = policy;
    if (program === undefined || table === undefined) return undefined;
    const known = this.#subjects.get(policy) ?? { plan: planOf(program, table), program, table };
    this.#subjects.set(policy, known);
    return known;
  }
}
