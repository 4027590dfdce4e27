// What running golden cases gives, as plain data for any reporter.

import type { Decision, ReportInput } from "../decide/request.js";
import type { Explanation } from "../decide/explain.js";
import type { Expectation, TestCase } from "./case.js";

export interface CaseResult {
  readonly case: TestCase;
  /** How many attempts were decided. */
  readonly attempts: number;
  /** The first thing that was not as expected; a case stops there. */
  readonly failure?: Failure;
}

export type Failure = (WrongDecision & { readonly explanation: Explanation }) | StepRefused;

/** Before the attempt is explained. */
export type Unexplained = WrongDecision | StepRefused;

export interface WrongDecision {
  readonly kind: "decision";
  readonly origin: string;
  readonly expected: Expectation;
  readonly actual: Decision;
  /** From 1: which of the `times` attempts. */
  readonly attempt: number;
  readonly request: unknown;
  /** Where the decision was on what came back. */
  readonly report?: ReportInput;
}

/** A step that could not be taken: killing a scope that no kill switch has, an outcome of nothing. */
export interface StepRefused {
  readonly kind: "step";
  readonly origin: string;
  readonly message: string;
}
