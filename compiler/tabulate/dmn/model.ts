// The part of DMN 1.3 that is written: decisions, each a decision table, and the data that they require.

export interface DmnModel {
  readonly name: string;
  readonly description: string;
  /** Names of records that a request holds: `agent`, `args`. */
  readonly inputData: readonly string[];
  /** What a decision requires stands before it. */
  readonly decisions: readonly DmnDecision[];
}

export interface DmnDecision {
  /** Of the decision and of its variable: letters, digits and `_`. */
  readonly name: string;
  /** For people. */
  readonly label: string;
  readonly description: string;
  readonly requiredInputs: readonly string[];
  readonly requiredDecisions: readonly string[];
  /** `ANY`: all rules that match say the same. `PRIORITY`: the first of `outputValues` that a matching rule gives. */
  readonly hitPolicy: "PRIORITY" | "ANY";
  readonly inputs: readonly DmnInput[];
  readonly output: DmnOutput;
  readonly rules: readonly DmnRule[];
}

export interface DmnInput {
  readonly label: string;
  /** FEEL. */
  readonly expression: string;
  readonly type: DmnType;
}

export type DmnType = "boolean" | "number" | "string" | "Any";

export interface DmnOutput {
  readonly type: DmnType;
  /** FEEL, in decreasing priority; empty: any. */
  readonly values: readonly string[];
  /** FEEL. */
  readonly default?: string;
}

export interface DmnRule {
  /** FEEL unary tests, by input; `-` where nothing is asked. */
  readonly tests: readonly string[];
  /** FEEL. */
  readonly output: string;
  /** Of `ANNOTATIONS`. */
  readonly annotations: readonly string[];
}

/** What stands beside a rule for people. */
export const ANNOTATIONS = ["rule", "reason", "obligations"] as const;

/** A rule of the policy that no decision holds. */
export interface LeftOut {
  readonly rule: string;
  readonly origin: string;
  readonly verdict: string;
  /** The actions of which it is left out. */
  readonly actions: readonly string[];
  /** A clause. */
  readonly reason: string;
  /** May the verdict on an attempt, before anybody approves and with no state, be another one for its lack? */
  readonly changes: boolean;
}
