// Golden cases as plain data: what `test` blocks and `*.cases.yaml` files both become.

import type { Verdict } from "../table/verdict.js";

export interface TestCase {
  readonly name: string;
  /** By which cases are selected; test blocks have none. */
  readonly tags?: readonly string[];
  /** `payments.agentpol:86:1`. */
  readonly origin: string;
  readonly steps: readonly Step[];
}

/** One step, run top to bottom against fresh state and a clock that starts at 2026-01-01T00:00:00Z. */
export type Step = { readonly origin: string } & (
  | Attributes
  | { readonly step: "action"; readonly name: string; readonly args: Json; readonly reversible?: boolean }
  | Expectation
  /** Milliseconds. */
  | { readonly step: "after"; readonly duration: number }
  /** Epoch milliseconds. */
  | { readonly step: "at"; readonly time: number }
  | { readonly step: "approve"; readonly by: string; readonly acknowledging: boolean }
  | { readonly step: "outcome"; readonly outcome: "ok" | "failed" }
  /** What came back from the action last attempted; from then on `expect` speaks of it. */
  | { readonly step: "result"; readonly outcome: "ok" | "failed"; readonly value: unknown }
  | { readonly step: "kill"; readonly scope: string; readonly value?: unknown }
  /** Without `by` the need counts as met. */
  | { readonly step: "revive"; readonly scope: string; readonly value?: unknown; readonly by?: string }
);

/** Stands until it is said again. Values are what a request would hold. */
export interface Attributes {
  readonly step: "agent" | "context" | "impact";
  readonly values: Json;
}

/** Attempts the current action `times` times; each decision must be as said. */
export interface Expectation {
  readonly step: "expect";
  readonly verdict: Verdict;
  /** A rule's qualified name, `default` or `on_error`. */
  readonly by?: string;
  readonly code?: string;
  readonly times: number;
}

export type Json = Readonly<Record<string, unknown>>;
