// LAW: what is proved of results holds of every result that comes back, and what is refuted does not: in a world so small
// that each result of each request is decided. Each counterexample is decided alike by the reference interpreter.

import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { told } from "../../../cli/report/verified.js";
import { keeps } from "../../../compiler/verify/claims.js";
import { verifyClaims } from "../../../compiler/verify/verify.js";
import { decideResult } from "../../../runtime/decide/decide-result.js";
import { ready } from "../../../runtime/facts/ready.js";
import { askedBy, everyResult, resultFiles, resultPolicy } from "../../support/small-results.js";
import { compiledFiles } from "../../support/compiling.js";
import { groundOf } from "../../../compiler/verify/ground.js";
import { subjectOf } from "../../../compiler/verify/subject.js";

const POLICIES = Number(process.env.VERIFY_POLICIES ?? 40);
const WORLD = everyResult();

beforeAll(ready);

it("every answer about results is what all decisions say", () => {
  const counts = new Map<string, number>();
  fc.assert(
    fc.property(resultPolicy, (policy) => {
      const { program, table } = compiledFiles(resultFiles(policy));
      const ground = groundOf(subjectOf(program, table));
      const all = WORLD.map((small) => {
        const { request, report, facts } = askedBy(small);
        return { small, decision: decideResult(ground.enforced, request, report, facts) };
      }).filter(({ decision }) => decision.fault === undefined);
      for (const result of verifyClaims(ground)) {
        const { claim, status } = result;
        const said = policy.claims.find(({ name }) => name === claim.name);
        const asked = all.filter(({ small }) => said?.when.holds(small) === true);
        const broken = asked.filter(({ decision }) => !keeps(claim, decision.verdict));
        // What a text holds is no class of texts.
        const isOpen =
          status === "not verified" &&
          [...policy.rules, ...(policy.floor ?? [])].some((rule) => rule.includes("matching"));
        const expected = broken.length > 0 ? "refuted" : "proved";
        expect([claim.name, status]).toEqual([claim.name, isOpen ? status : expected]);
        counts.set(status, (counts.get(status) ?? 0) + 1);
        if (status === "refuted") {
          const { counterexample } = told(result, program, ground);
          expect(counterexample?.replayed).toBe(counterexample?.unsaid.length === 0);
        }
      }
    }),
    { numRuns: POLICIES },
  );
  const [proved = 0, refuted = 0, open = 0] = ["proved", "refuted", "not verified"].map((status) =>
    counts.get(status),
  );
  expect([proved > 0, refuted > 0, open < proved]).toEqual([true, true, true]);
}, 300_000);
