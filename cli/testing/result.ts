// What running suites gives: plain data, so that a worker can send it.

import type { Diagnostic } from "../../compiler/diagnostics/diagnostic.js";
import type { CaseResult } from "../../runtime/testing/result.js";
import type { TestCase } from "../../runtime/testing/case.js";
import type { Touched } from "./counting.js";
import type { Suite } from "./suites.js";

/** All that is reported. */
export interface TestRun {
  readonly suites: readonly SuiteResult[];
  /** Enough had failed, and something was left that was not run. */
  readonly stopped: boolean;
}

/** A suite and what running its cases gave. */
export interface SuiteResult {
  readonly suite: RanSuite;
  readonly results: readonly CaseOutcome[];
  /** There where coverage is asked for, and the policy compiles. */
  readonly touched?: Touched;
  /** How many of its cases were not selected. */
  readonly leftOut: number;
  /** Enough had failed, and some of its cases were not run. */
  readonly stopped: boolean;
}

export interface RanSuite extends Omit<Suite, "policy" | "table" | "cases"> {
  readonly compiles: boolean;
  /** Parts that the policy demands and a test cannot provide. */
  readonly standIns: readonly string[];
}

export interface CaseOutcome extends Omit<CaseResult, "case"> {
  readonly case: Pick<TestCase, "name" | "tags" | "origin">;
}

/** Does the policy, or the cases file, have errors? Then not all of its cases are there. */
export function isBroken({ compiles, diagnostics }: RanSuite): boolean {
  return !compiles || hasErrors(diagnostics);
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === "error");
}

export function failedCases({ results }: SuiteResult): number {
  return results.filter(({ failure }) => failure !== undefined).length;
}

/** Failed cases, and one for a file that has errors. */
export function failuresOf(result: SuiteResult): number {
  return failedCases(result) + (isBroken(result.suite) ? 1 : 0);
}
