// What was found out of a policy by running and proving: it is shown beside the text once it is there.

import type { Diagnostic } from "../../compiler/diagnostics/diagnostic.js";
import type { Verdict } from "../../runtime/table/verdict.js";

export interface Seen {
  /** What is told of the file by now, proofs too. */
  readonly diagnostics?: readonly Diagnostic[];
  /** How the tests of the policy went, by the origins of the tests. */
  readonly trials?: ReadonlyMap<string, Trial>;
  /** What the tests and cases files touch of each rule, by qualified names. */
  readonly touched?: ReadonlyMap<string, RuleTouched>;
}

/** One test, run to its end or to the first step that failed. */
export interface Trial {
  readonly name: string;
  /** `payments.agentpol:86:1`. */
  readonly origin: string;
  readonly passed: boolean;
  /** Decisions, in their order. */
  readonly steps: readonly TrialStep[];
  /** What was not as expected. */
  readonly failure?: TrialFailure;
}

/** What a step came to; of one that is repeated, its last decision. */
export interface TrialStep {
  /** Of the step. */
  readonly origin: string;
  readonly verdict: Verdict;
  /** Qualified, or `default` or `on_error`. */
  readonly rule: string;
  readonly code: string;
  readonly reason: string;
}

export interface TrialFailure {
  readonly origin: string;
  readonly message: string;
}

export interface RuleTouched {
  /** In how many tests and cases it had its say. */
  readonly cases: number;
  /** Of its goals of coverage: what was seen, and how many there are. */
  readonly reached: number;
  readonly goals: number;
}
