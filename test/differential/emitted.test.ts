// The emitted module decides as the table: over random policies and requests, whatever these are made of.

import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { tableBytes } from "../../compiler/emit/table.js";
import { decide } from "../../runtime/decide/decide.js";
import { preparePolicy, type Policy } from "../../runtime/decide/policy.js";
import { ready } from "../../runtime/facts/ready.js";
import type { TableFile } from "../../runtime/table/format.js";
import { compiled } from "../support/agreement.js";
import { plainPolicy, policy, type RandomPolicy } from "../support/arbitrary-policy.js";
import { plainRequest, requestOn } from "../support/arbitrary-request.js";
import { importEmitted } from "../support/emitted.js";
import { headOf, told } from "../support/told.js";

const NOW = Date.parse("2026-01-01T08:59:30Z");
const POLICIES = Number(process.env.EMITTED_POLICIES ?? 100);

beforeAll(ready);

const mostlyPlain = fc.oneof(
  { weight: 4, arbitrary: plainRequest },
  { weight: 1, arbitrary: requestOn(undefined) },
);

interface Tally {
  all: number;
  /** Decided by the module itself. */
  alone: number;
}

/** Fails where the module decides otherwise than the table does. */
async function compare(policies: fc.Arbitrary<RandomPolicy>, request: fc.Arbitrary<unknown>): Promise<Tally> {
  const tally: Tally = { all: 0, alone: 0 };
  const requests = fc.array(request, { maxLength: 12, size: "max" });
  const property = fc.asyncProperty(policies, requests, async (random, asked) => {
    const { table } = compiled(random);
    const module = await importEmitted(table);
    // As a table's file holds it: in the order of its members requests are checked.
    const whole: Policy = {
      ...preparePolicy(JSON.parse(tableBytes(table)) as TableFile),
      fast: undefined,
    };
    for (const request of asked) {
      const facts = { now: NOW };
      const expected = decide(whole, request, facts);
      const decision = module.decide(request, facts);
      expect(headOf(decision)).toEqual(headOf(expected));
      expect(told(decision)).toEqual(told(expected));
      tally.all += 1;
      if (module.decideHere(request, facts) !== undefined) tally.alone += 1;
    }
  });
  await fc.assert(property, { numRuns: POLICIES });
  return tally;
}

describe("the emitted module", () => {
  it.each([
    { kind: "all that there is", policies: policy, requests: requestOn(undefined), least: 0.05 },
    { kind: "what is plain", policies: plainPolicy, requests: mostlyPlain, least: 0.4 },
  ])(
    "decides as the table does: $kind",
    async ({ kind, policies, requests, least }) => {
      const { all, alone } = await compare(policies, requests);
      process.stdout.write(
        `emitted, ${kind}: ${String(alone)} of ${String(all)} decisions without the table\n`,
      );
      expect(alone / all).toBeGreaterThan(least);
    },
    300_000,
  );
});
