// `expectVerdict`, for any test runner, and the matcher for vitest and those that take its kind of matchers.

import type { Decision, Request } from "../runtime/decide/request.js";
import type { Verdict } from "../runtime/table/verdict.js";
import { judge, judgeAtLeast, judgePermitted, type ExpectedDetails, type Judgement } from "./verdict.js";

/** Who decides: a runtime, or whatever answers like one. */
export interface Deciding {
  attempt(request: Request): Promise<Decision>;
}

/** An expectation that was not met. */
export class UnexpectedVerdict extends Error {
  override readonly name = "UnexpectedVerdict";

  constructor(
    message: string,
    readonly decision: Decision,
  ) {
    super(message);
  }
}

export interface VerdictExpectation {
  /** The verdict is this one, by this rule and code where they are said. */
  toBe(verdict: Verdict, details?: ExpectedDetails): Promise<Decision>;
  /** The verdict is this one, or a more restrictive one. */
  toBeAtLeast(verdict: Verdict): Promise<Decision>;
  /** The action runs: as requested, redacted or in a sandbox. */
  toPermit(): Promise<Decision>;
}

/**
 * Attempts the request, which takes its effects, and gives the decision if it is as expected.
 * @throws {UnexpectedVerdict} (as a rejection) with what was expected and what came.
 */
export function expectVerdict(policy: Deciding, request: Request): VerdictExpectation {
  const met = async (judged: (decision: Decision) => Judgement): Promise<Decision> => {
    const decision = await policy.attempt(request);
    const { pass, message } = judged(decision);
    if (!pass) throw new UnexpectedVerdict(message, decision);
    return decision;
  };
  return {
    toBe: (verdict, details) => met((decision) => judge(decision, verdict, details)),
    toBeAtLeast: (verdict) => met((decision) => judgeAtLeast(decision, verdict)),
    toPermit: () => met(judgePermitted),
  };
}

/** What `expect.extend(matchers)` adds. */
export interface VerdictMatchers<R = unknown> {
  /** `expect(decision).toHaveVerdict("block", { by: "off_allowlist" })`. */
  toHaveVerdict(verdict: Verdict, details?: ExpectedDetails): R;
}

/** For `expect.extend` of vitest. */
export const matchers = {
  toHaveVerdict(received: unknown, verdict: Verdict, details?: ExpectedDetails) {
    if (!isDecision(received))
      return { pass: false, message: () => "this is no decision: is an `await` missing?" };
    const { pass, message } = judge(received, verdict, details);
    return { pass, message: () => (pass ? `not ${message}` : message) };
  },
};

function isDecision(value: unknown): value is Decision {
  return typeof value === "object" && value !== null && "verdict" in value && "rule" in value;
}
