// The laws of docs/formal.md, over random policies, requests and facts of state.

import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { decide } from "../../runtime/decide/decide.js";
import { loadPolicy } from "../../runtime/decide/load.js";
import type { Decision, Facts } from "../../runtime/decide/request.js";
import { ready } from "../../runtime/facts/ready.js";
import type { Rule, TableFile } from "../../runtime/table/format.js";
import { VERDICTS } from "../../runtime/table/verdict.js";
import { compiled } from "../support/agreement.js";
import { policy } from "../support/arbitrary-policy.js";
import { step } from "../support/arbitrary-steps.js";
import { sealed } from "../support/table.js";

const RUNS = { numRuns: 120 };

beforeAll(ready);

const requests = fc
  .array(step, { minLength: 1, maxLength: 12, size: "max" })
  .map((steps) => steps.flatMap((each) => (each.do === "attempt" ? [each.request] : [])));

const bounds = fc.tuple(fc.integer({ min: 0, max: 12 }), fc.boolean()).map(([low, formerly]) => ({
  low: formerly ? Math.min(1, low) : low,
  high: formerly ? Math.min(1, low) : low,
}));

const facts: fc.Arbitrary<Facts> = fc.record({
  now: fc.date({ min: new Date("2026-01-01"), max: new Date("2027-01-01"), noInvalidDate: true }).map(Number),
  histories: fc.array(bounds, { maxLength: 8 }),
  grants: fc.array(fc.constantFrom("unused" as const, "live" as const, "ended" as const), { maxLength: 4 }),
  windows: fc.array(fc.integer({ min: 0, max: 2_000_000 }), { maxLength: 6 }),
});

function decisions(table: TableFile, asked: readonly unknown[], given: Facts): readonly Decision[] {
  const loaded = loadPolicy(table);
  if (!loaded.ok) throw new Error(loaded.reason);
  return asked.map((request) => decide(loaded.policy, request, given));
}

function rank({ verdict }: Decision): number {
  return VERDICTS.indexOf(verdict);
}

/** What a rule says turned into a restriction: it no longer permits, and holds or constrains instead. */
function restricting(rule: Rule, verdict: "throttle" | "block"): Rule {
  const { needs: _, limit: __, grant: ___, box: ____, ...rest } = rule;
  return { ...rest, name: `${rule.name}_more`, verdict, permits: false };
}

describe("for every policy, request and state", () => {
  it("one more rule that does not permit never loosens a decision", () => {
    const place = fc.nat({ max: 100 });
    fc.assert(
      fc.property(
        policy,
        requests,
        facts,
        place,
        fc.constantFrom("throttle", "block"),
        (random, asked, given, at, verdict) => {
          const { table } = compiled(random);
          // A result is never throttled, so its rules have no such sibling.
          const ofAttempts = table.rules.filter(({ onResult }) => onResult !== true);
          const chosen = ofAttempts[at % Math.max(1, ofAttempts.length)];
          if (chosen === undefined) return;
          const rules = table.rules.toSpliced(at % (table.rules.length + 1), 0, restricting(chosen, verdict));
          const before = decisions(table, asked, given);
          const after = decisions(sealed({ ...table, rules }), asked, given);
          for (const [i, decision] of after.entries()) {
            const was = before[i];
            if (was !== undefined && was.rule !== "on_error")
              expect(rank(decision)).toBeGreaterThanOrEqual(rank(was));
          }
        },
      ),
      RUNS,
    );
  });

  it("the verdict does not depend on the order of rules", () => {
    fc.assert(
      fc.property(policy, requests, facts, (random, asked, given) => {
        const { table } = compiled(random);
        const turned = sealed({ ...table, rules: table.rules.toReversed() });
        const verdicts = decisions(table, asked, given).map(({ verdict }) => verdict);
        expect(decisions(turned, asked, given).map(({ verdict }) => verdict)).toEqual(verdicts);
      }),
      RUNS,
    );
  });

  it("a past that is no longer known never loosens a decision, grants aside", () => {
    fc.assert(
      fc.property(policy, requests, facts, (random, asked, given) => {
        fc.pre(!random.forms.includes("grant"));
        const { table } = compiled(random);
        const forgotten = table.histories.map(() => ({ low: -Infinity, high: Infinity }));
        const known = decisions(table, asked, given);
        const unknown = decisions(table, asked, { ...given, histories: forgotten });
        for (const [i, decision] of unknown.entries()) {
          const was = known[i];
          if (was !== undefined && was.rule !== "on_error")
            expect(rank(decision)).toBeGreaterThanOrEqual(rank(was));
        }
      }),
      RUNS,
    );
  });
});
