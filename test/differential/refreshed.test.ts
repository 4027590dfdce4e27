// A law: a decision by loaded content is the decision of a table that was compiled with that content.

import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { decide } from "../../runtime/decide/decide.js";
import type { Policy } from "../../runtime/decide/policy.js";
import type { Decision, Facts } from "../../runtime/decide/request.js";
import { ready } from "../../runtime/facts/ready.js";
import { FILES } from "../support/arbitrary-files.js";
import { policy } from "../support/arbitrary-policy.js";
import { step } from "../support/arbitrary-steps.js";
import { policyOfFiles } from "../support/compiling.js";
import { type Files } from "../support/problems.js";

beforeAll(ready);

const requests = fc
  .array(step, { minLength: 1, maxLength: 12, size: "max" })
  .map((steps) => steps.flatMap((each) => (each.do === "attempt" ? [each.request] : [])));

const word = fc.constantFrom("Acme", "alpha", "beta", "a-1", "b-9", "e\u0301", "*", "a?*");
const tier = fc.record(
  {
    most: fc.constantFrom<unknown>(5, 9.5, { amount: "20", currency: "USD" }),
    hosts: fc.nat(5),
    names: fc.array(word),
  },
  { requiredKeys: ["most", "names"] },
);
const contents = fc.record({
  feed: fc.array(word, { maxLength: 5 }),
  rates: fc.dictionary(fc.constantFrom("Acme", "alpha", "a-1", "b-9", "__proto__", "failed"), tier, {
    maxKeys: 4,
  }),
  barred: fc.array(word, { maxLength: 3 }),
});

type Contents = typeof contents extends fc.Arbitrary<infer T> ? T : never;

function policyOf(text: string, files: Files): Policy {
  return policyOfFiles({ ...FILES, ...files, "p.agentpol": text });
}

/** The same policy whose data is not refreshed, and holds this. */
function fixed(text: string): string {
  return text.replaceAll(/(data (feed|rates|barred): .*? from ).*? refresh \w+/gu, '$1"$2.json"');
}

/** Without what names the table. */
function said({ policy: _, digest: __, facts: ___, id: ____, obligations, ...decision }: Decision): unknown {
  const { approvals, ...others } = obligations;
  return {
    ...decision,
    origin: "",
    matched: decision.matched.map(({ rule }) => rule),
    others,
    unmet: approvals?.unmet,
  };
}

describe("for every policy, request and content", () => {
  it("what is decided by loaded content is what a table compiled with it decides", () => {
    fc.assert(
      fc.property(policy, requests, contents, (random, asked, data: Contents) => {
        const { text, floor = "" } = random;
        const files = Object.fromEntries(
          Object.entries(data).map(([name, content]) => [`${name}.json`, JSON.stringify(content)]),
        );
        const refreshed = policyOf(text, { "floor.agentpol": floor });
        const compiled = policyOf(fixed(text), { ...files, "floor.agentpol": fixed(floor) });
        const now = Date.parse("2026-01-01T09:00:00Z");
        const facts: Facts = { now, data, floor: { data } };
        for (const request of asked)
          expect(said(decide(refreshed, request, facts))).toEqual(said(decide(compiled, request, { now })));
      }),
      { numRuns: 120 },
    );
  });
});
