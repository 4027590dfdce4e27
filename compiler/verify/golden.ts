// A request that was found, as a golden case: played from fresh state it leads to the same decision, and with the claim's
// verdict in place of the decided one it fails until the policy is mended.

import { decide } from "../../runtime/decide/decide.js";
import type { Policy } from "../../runtime/decide/policy.js";
import { decideResult } from "../../runtime/decide/decide-result.js";
import type { Facts, ReportInput } from "../../runtime/decide/request.js";
import type { Step, TestCase } from "../../runtime/testing/case.js";
import type { Verdict } from "../../runtime/table/verdict.js";
import { formatDuration } from "../../runtime/values/time.js";
import { refreshedIn, type Witness } from "./draft.js";

/** Where the clock of a case stands before it says otherwise. */
const START = Date.parse("2026-01-01T00:00:00Z");

export interface Golden {
  /** The last expectation is of what was decided. */
  readonly testCase: TestCase;
  /** What steps cannot say: facts of state that the decision hangs on. Empty: the case leads to it. */
  readonly unsaid: readonly string[];
}

/** `enforced` decides as a runtime would. */
export function goldenOf(name: string, witness: Witness, enforced: Policy): Golden {
  const plain = withoutClock(witness, enforced);
  const { request, report, facts } = plain;
  const attempted = (approvals: Approvals): Verdict =>
    decide(enforced, request, { ...facts, approvals }).verdict;
  const steps: readonly Step[] = [
    ...(facts.now === START ? [] : [{ step: "at", time: facts.now ?? START, origin: "" } as const]),
    ...sectionsOf(request),
    ...agreed(facts.approvals ?? [], attempted),
    ...(report === undefined ? [] : returned(report, witnessed(plain, enforced))),
  ];
  return {
    testCase: { name, origin: "", steps },
    unsaid: [...unsaidIn(facts, enforced), ...unaskedIn(plain, enforced)],
  };
}

type Approvals = NonNullable<Facts["approvals"]>;

/** What is decided, before people agree if they do, and then. */
function agreed(approvals: Approvals, decided: (approvals: Approvals) => Verdict): readonly Step[] {
  const then = expectation(decided(approvals));
  if (approvals.length === 0) return [then];
  const steps = approvals.map(({ by, acknowledges }): Step => ({
    step: "approve",
    by,
    acknowledging: acknowledges.includes("irreversible"),
    origin: "",
  }));
  return [expectation(decided([])), ...steps, then];
}

interface Ended {
  readonly approvals: Approvals;
  readonly decided: (approvals: Approvals) => Verdict;
}

function witnessed({ request, report, facts }: Witness, enforced: Policy): Ended {
  return {
    approvals: facts.resultApprovals ?? [],
    decided: (resultApprovals) =>
      report === undefined
        ? decide(enforced, request, facts).verdict
        : decideResult(enforced, request, report, { ...facts, resultApprovals }).verdict,
  };
}

function returned({ outcome, result }: ReportInput, { approvals, decided }: Ended): readonly Step[] {
  return [{ step: "result", outcome, value: result, origin: "" }, ...agreed(approvals, decided)];
}

/** The same case, expecting another verdict. */
export function expecting({ testCase }: Golden, verdict: Verdict): TestCase {
  return { ...testCase, steps: [...testCase.steps.slice(0, -1), expectation(verdict)] };
}

function expectation(verdict: Verdict): Step {
  return { step: "expect", verdict, times: 1, origin: "" };
}

/** At the moment at which cases begin, where that changes nothing. */
function withoutClock(witness: Witness, enforced: Policy): Witness {
  const { facts } = witness;
  const now = (approvals: Approvals = []): Approvals => approvals.map((each) => ({ ...each, at: START }));
  const { resultApprovals } = facts;
  const early: Witness = {
    ...witness,
    facts: {
      ...facts,
      now: START,
      approvals: now(facts.approvals),
      ...(resultApprovals && { resultApprovals: now(resultApprovals) }),
    },
  };
  return verdictsOf(early, enforced) === verdictsOf(witness, enforced) ? early : witness;
}

/** Of the attempt, and of what came back. */
function verdictsOf(witness: Witness, enforced: Policy): string {
  const { request, facts } = witness;
  const { decided, approvals } = witnessed(witness, enforced);
  return `${decide(enforced, request, facts).verdict} ${decided(approvals)}`;
}

function sectionsOf(request: Witness["request"]): readonly Step[] {
  const attributes = (["agent", "context", "impact"] as const).flatMap((step): readonly Step[] => {
    const values = recordOf(request[step]);
    return Object.keys(values).length === 0 ? [] : [{ step, values, origin: "" }];
  });
  const { name, args, reversible } = recordOf(request.action);
  return [
    ...attributes,
    {
      step: "action",
      name: String(name),
      args: recordOf(args),
      ...(typeof reversible === "boolean" && { reversible }),
      origin: "",
    },
  ];
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

/** Of a result that goes through anyway, as in shadow mode, nobody is asked. */
function unaskedIn({ request, report, facts }: Witness, enforced: Policy): readonly string[] {
  const { resultApprovals = [] } = facts;
  if (report === undefined || resultApprovals.length === 0) return [];
  const first = decideResult(enforced, request, report, { ...facts, resultApprovals: [] });
  return first.enforced === "escalate" ? [] : ["the result was approved, though nobody is asked"];
}

function unsaidIn(facts: Facts, { layers }: Policy): readonly string[] {
  const given = [...(facts.approvals ?? []), ...(facts.resultApprovals ?? [])];
  const unsaid: string[] = given.flatMap(({ by, at }) =>
    at === facts.now ? [] : [`${by} has approved ${formatDuration((facts.now ?? START) - at)} before`],
  );
  let own: NonNullable<Facts["floor"]> | undefined = facts;
  for (const { table } of layers) {
    const unknown = refreshedIn(table).filter((name) => !Object.hasOwn(own?.data ?? {}, name));
    unsaid.push(...unknown.map((name) => `what the data ${name} hold is not known`));
    own?.histories?.forEach(({ low, high }, i) => {
      const { fn = "count", actions = [] } = table.histories[i] ?? {};
      if (low !== 0 || high !== 0)
        unsaid.push(`the \`${fn}\` over earlier ${actions.join(", ")} is ${boundsText(low, high)}`);
    });
    own?.grants?.forEach((status, i) => {
      if (status !== "unused") unsaid.push(`the grant ${table.grants[i]?.id ?? ""} is ${status}`);
    });
    for (const { classifier, answer } of own?.classifiers ?? [])
      unsaid.push(`the classifier ${classifier} answers ${JSON.stringify(answer)}`);
    own = own?.floor;
  }
  return unsaid;
}

function boundsText(low: number, high: number): string {
  return low === high ? String(low) : "not known";
}
