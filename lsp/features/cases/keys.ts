// The keys of a cases file, and what each means.

import { steps } from "../reference/reference.js";

/** Keys in the order in which they are usually written, each with a sentence. */
export type CaseKeys = Readonly<Record<string, string>>;

export const topKeys: CaseKeys = {
  policy: "The policy, by its path from this file.",
  cases: "The golden cases.",
};

export const caseKeys: CaseKeys = {
  name: "What the case shows.",
  tags: "Words by which cases are selected.",
  matrix: "Multiplies the case: one for each combination of values.",
  at: "The time on the clock: RFC 3339.",
  agent: "Who acts.",
  context: "The context of the attempts.",
  impact: "The predicted impact of the attempts.",
  action: "What is attempted: its name and its arguments.",
  expect: "The decision that is expected.",
  steps: "Steps, one after the other.",
};

const companions: Readonly<Record<string, CaseKeys>> = {
  expect: { by: "The rule that decides.", code: "The reason code.", times: "How often it is attempted." },
  approve: { acknowledging: "`irreversible`, where the approval says that it knows." },
  result: { outcome: "How the action ended: `ok` or `failed`." },
  kill: { value: "The value of the scope, as in a request." },
  revive: { value: "The value of the scope, as in a request.", by: "Who lifts it." },
};

/** A step has one verb; with it, the words that go with it. */
export function stepKeys(given: readonly string[]): CaseKeys {
  const verb = Object.keys(steps).find((word) => given.includes(word));
  if (verb !== undefined) return companions[verb] ?? {};
  return Object.fromEntries(Object.entries(steps).map(([word, { text }]) => [word, text]));
}
