// A request that was found, as a golden case: played from fresh state it leads to the same decision, and with the claim's
// verdict in place of the decided one it fails until the policy is mended.

import { decide } from "../../runtime/decide/decide.js";
import type { Policy } from "../../runtime/decide/policy.js";
import type { Facts } from "../../runtime/decide/request.js";
import type { Step, TestCase } from "../../runtime/testing/case.js";
import type { Verdict } from "../../runtime/table/verdict.js";
import { formatDuration } from "../../runtime/values/time.js";
import type { Witness } from "./draft.js";

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
  const { request, facts } = plain;
  const decided = decide(enforced, request, facts);
  const approvals = facts.approvals ?? [];
  const said = decide(enforced, request, { ...facts, approvals: [] }).verdict;
  const first = approvals.length === 0 ? [] : [expectation(said)];
  const steps: readonly Step[] = [
    ...(facts.now === START ? [] : [{ step: "at", time: facts.now ?? START, origin: "" } as const]),
    ...sectionsOf(request),
    ...first,
    ...approvals.map(
      ({ by, acknowledges }) =>
        ({ step: "approve", by, acknowledging: acknowledges.includes("irreversible"), origin: "" }) as const,
    ),
    expectation(decided.verdict),
  ];
  return { testCase: { name, origin: "", steps }, unsaid: unsaidIn(facts, enforced) };
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
  const { request, facts } = witness;
  const early = {
    ...facts,
    now: START,
    approvals: facts.approvals?.map((each) => ({ ...each, at: START })) ?? [],
  };
  const same = decide(enforced, request, early).verdict === decide(enforced, request, facts).verdict;
  return same ? { request, facts: early } : witness;
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

function unsaidIn(facts: Facts, { layers }: Policy): readonly string[] {
  const unsaid: string[] = (facts.approvals ?? []).flatMap(({ by, at }) =>
    at === facts.now ? [] : [`${by} has approved ${formatDuration((facts.now ?? START) - at)} before`],
  );
  let own: NonNullable<Facts["floor"]> | undefined = facts;
  for (const { table } of layers) {
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
