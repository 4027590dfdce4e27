// The law of redactions: they contribute where there is something to rewrite; what they say of results goes along.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matchesOf, sceneOf } from "../../../support/core-scene.js";
import { rulesText } from "../../../support/core-text.js";
import { lowered } from "../../../support/lowering.js";

describe("redact", () => {
  it.each([
    [
      "something is found, or there",
      "mask args.body matching [email, iban], drop args.memo",
      [
        "on pay where (detects(args.body [email iban]) or has args.memo): redact, mask args.body [email iban], drop args.memo",
      ],
    ],
    [
      "what may be absent must be there to be searched",
      "mask args.memo matching [email]",
      ["on pay where (has args.memo and detects(args.memo [email])): redact, mask args.memo [email]"],
    ],
    [
      "there is always something to hash in what is always there",
      "hash args.to, mask args.body matching [email]",
      ["on pay: redact, hash args.to, mask args.body [email]"],
    ],
    ["a whole value is masked without a search", "mask args.body", ["on pay: redact, mask-all args.body"]],
    [
      "the result goes along with whatever is permitted",
      "mask result matching [api_key]",
      ["on pay: none, mask result [api_key]"],
    ],
    [
      "both",
      "drop args.memo, mask result matching [api_key]",
      ["on pay where has args.memo: redact, drop args.memo", "on pay: none, mask result [api_key]"],
    ],
  ])("%s", (_, redactions, rules) => {
    expect(rulesText(lowered(`redact r on pay { ${redactions} }`))).toEqual(rules);
  });

  it("contributes iff when ∧ (a detector finds something ∨ a field to drop is there)", () => {
    const matches = matchesOf(
      lowered("redact r on pay { when agent.level > 1, mask args.body matching [email], drop args.memo }"),
    );
    const optional = fc.option(fc.constantFrom("", "x"), { nil: undefined });
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 3 }),
        fc.constantFrom("plain", "a@b.example"),
        optional,
        (level, body, memo) => {
          const attributes = { "agent.level": level, "args.body": body, "args.memo": memo };
          const scene = sceneOf(attributes, {
            finds: (path) => path === "args.body" && body.includes("@"),
          });
          expect(matches(scene)).toEqual([level > 1 && (body.includes("@") || memo !== undefined)]);
        },
      ),
    );
  });
});
