// Expectations of decisions, and what is told where they are not met.

import type { Decision } from "../runtime/decide/request.js";
import { permits, rank, type Verdict } from "../runtime/table/verdict.js";

/** What else is expected of a decision. */
export interface ExpectedDetails {
  /** The deciding rule, with or without the policy's name; `default`, `on_error`, a kill switch. */
  readonly by?: string;
  readonly code?: string;
}

/** What an expectation came to: `message` says what was expected and what came, whether or not it was met. */
export interface Judgement {
  readonly pass: boolean;
  readonly message: string;
}

type Decided = Pick<Decision, "verdict" | "rule"> & Partial<Pick<Decision, "code" | "reason" | "matched">>;

/** Is the verdict this one, by this rule and code where they are said? */
export function judge(decision: Decided, expected: Verdict, { by, code }: ExpectedDetails = {}): Judgement {
  const pass =
    decision.verdict === expected &&
    (by === undefined || isNamed(decision.rule, by)) &&
    (code === undefined || decision.code === code);
  return { pass, message: told(decision, `${expected}${detailsText({ by, code })}`) };
}

/** Is the verdict this one, or a more restrictive one? */
export function judgeAtLeast(decision: Decided, least: Verdict): Judgement {
  return {
    pass: rank(decision.verdict) >= rank(least),
    message: told(decision, `${least}, or what restricts more`),
  };
}

/** Does the action run, as requested or constrained? */
export function judgePermitted(decision: Decided): Judgement {
  return { pass: permits(decision.verdict), message: told(decision, "a verdict that permits") };
}

function isNamed(rule: string, name: string): boolean {
  return rule === name || rule.endsWith(`.${name}`);
}

function detailsText({
  by,
  code,
}: {
  readonly by: string | undefined;
  readonly code: string | undefined;
}): string {
  return `${by === undefined ? "" : ` by ${by}`}${code === undefined ? "" : ` code ${JSON.stringify(code)}`}`;
}

function told(decision: Decided, expected: string): string {
  const { verdict, rule, code, reason, matched = [] } = decision;
  const others = matched.slice(1).map((each) => `           ${each.verdict} by ${each.rule}`);
  return [
    `expected ${expected}`,
    `actual   ${verdict} by ${rule}${code === undefined || code === rule ? "" : ` code ${JSON.stringify(code)}`}`,
    ...(reason === undefined ? [] : [`         ${reason}`]),
    ...(others.length === 0 ? [] : ["         and also", ...others]),
  ].join("\n");
}
