// The fast way decides as the thorough one, and either as asking each rule: over random policies and requests, whatever
// these are made of.

import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { decide } from "../../runtime/decide/decide.js";
import { decideFast } from "../../runtime/decide/fast/decide.js";
import { preparePolicy, type Policy } from "../../runtime/decide/policy.js";
import { ready } from "../../runtime/facts/ready.js";
import { compiled } from "../support/agreement.js";
import { policy } from "../support/arbitrary-policy.js";
import { step } from "../support/arbitrary-steps.js";
import { headOf, told } from "../support/told.js";

const NOW = Date.parse("2026-01-01T08:59:30Z");
const POLICIES = Number(process.env.FAST_POLICIES ?? 150);

beforeAll(ready);

describe("the fast way", () => {
  it("decides as the thorough way does, or leaves the decision to it", () => {
    let all = 0;
    let taken = 0;
    const property = fc.property(policy, fc.array(step, { maxLength: 30, size: "max" }), (random, steps) => {
      const { table } = compiled(random);
      const ready = preparePolicy(table);
      const thorough: Policy = { ...ready, fast: undefined };
      const plain = preparePolicy(table, { indexed: false });
      for (const each of steps) {
        if (each.do !== "attempt") continue;
        const facts = { now: NOW };
        const expected = decide(thorough, each.request, facts);
        const decision = decide(ready, each.request, facts);
        expect({ ...decide(plain, each.request, facts), id: "" }).toEqual({ ...expected, id: "" });
        // What is there at once is asked before the rest is made.
        expect(headOf(decision)).toEqual(headOf(expected));
        expect({ ...decision, id: "" }).toEqual({ ...expected, id: "" });
        expect(told(decision)).toEqual(told(expected));
        all += 1;
        if (decideFast(ready, each.request, facts) !== undefined) taken += 1;
      }
    });
    fc.assert(property, { numRuns: POLICIES });
    process.stdout.write(`fast: ${String(taken)} of ${String(all)} decisions\n`);
    expect(taken / all).toBeGreaterThan(0.2);
  }, 300_000);
});
