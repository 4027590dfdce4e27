// The emitted module decides as the table: over random policies and requests, whatever these are made of.

import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { tableBytes } from "../../compiler/emit/table.js";
import { decide } from "../../runtime/decide/decide.js";
import { preparePolicy, type Policy } from "../../runtime/decide/policy.js";
import type { Decision } from "../../runtime/decide/request.js";
import { ready } from "../../runtime/facts/ready.js";
import type { TableFile } from "../../runtime/table/format.js";
import { compiled } from "../support/agreement.js";
import { policy } from "../support/arbitrary-policy.js";
import { step } from "../support/arbitrary-steps.js";
import { importEmitted } from "../support/emitted.js";

const NOW = Date.parse("2026-01-01T08:59:30Z");
const POLICIES = Number(process.env.EMITTED_POLICIES ?? 100);

beforeAll(ready);

/** As JSON, under one id. */
function told(decision: Decision): unknown {
  return { ...(JSON.parse(JSON.stringify(decision)) as object), id: "" };
}

function headOf({ verdict, enforced, rule, code, origin, mode, policy }: Decision): unknown {
  return { verdict, enforced, rule, code, origin, mode, policy };
}

describe("the emitted module", () => {
  it("decides as the table does", async () => {
    let all = 0;
    let alone = 0;
    const property = fc.asyncProperty(
      policy,
      fc.array(step, { maxLength: 40, size: "max" }),
      async (random, steps) => {
        const { table } = compiled(random);
        const module = await importEmitted(table);
        // As a table's file holds it: in the order of its members requests are checked.
        const whole: Policy = {
          ...preparePolicy(JSON.parse(tableBytes(table)) as TableFile),
          fast: undefined,
        };
        for (const each of steps) {
          if (each.do !== "attempt") continue;
          const facts = { now: NOW };
          const expected = decide(whole, each.request, facts);
          const decision = module.decide(each.request, facts);
          expect(headOf(decision)).toEqual(headOf(expected));
          expect(told(decision)).toEqual(told(expected));
          all += 1;
          if (module.decideHere(each.request, facts) !== undefined) alone += 1;
        }
      },
    );
    await fc.assert(property, { numRuns: POLICIES });
    process.stdout.write(`emitted: ${String(alone)} of ${String(all)} decisions without the table\n`);
    expect(alone / all).toBeGreaterThan(0.05);
  }, 300_000);
});
