// The parser over 100,000 mutated policies and every slip of the pen, and the law of the printer over random trees.

import fc from "fast-check";
import { expect, it } from "vitest";
import { parse } from "../../compiler/ast/parse.js";
import { print } from "../../compiler/format/print.js";
import { moduleTree } from "../support/arbitrary-ast.js";
import { checkMutated } from "../support/check-parsed.js";
import { mutated, policies, random } from "../support/mutations.js";
import { complaintOn, slipsOf } from "../support/slips.js";
import { withoutSpans } from "../support/without-spans.js";
import { SEED } from "../support/seed.js";

it("survives 100,000 mutated policies", () => {
  const next = random(SEED);
  expect(checkMutated(100_000, () => mutated(next))).toBe(100_000);
});

it("reads 30,000 random trees back from their print", () => {
  fc.assert(
    fc.property(moduleTree, (module) => {
      const printed = print(module);
      const again = parse({ path: "policy.agentpol", text: printed });
      expect(again.diagnostics, printed).toEqual([]);
      expect(withoutSpans(again.module), printed).toEqual(withoutSpans(module));
      expect(print(again.module)).toBe(printed);
    }),
    { numRuns: 30_000 },
  );
});

it("tells every slip of the pen once, close to it", () => {
  const slips = policies.flatMap(slipsOf);
  expect(slips.length).toBeGreaterThan(5_000);
  expect(slips.map(complaintOn).filter((each) => each !== undefined)).toEqual([]);
});
