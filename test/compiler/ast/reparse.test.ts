// A law: what is read of a file after an edit, with what was read before, is what is read of it afresh, with all places.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse, type Parsed } from "../../../compiler/ast/parse.js";
import { policy } from "../../support/arbitrary-policy.js";
import { edited, randomEdit } from "../../support/editing.js";
import { policies, random } from "../../support/mutations.js";
import { SEED } from "../../support/seed.js";

const fileOf = (text: string) => ({ path: "a.agentpol", text });

/** Edits a text so many times, and compares after each. */
function checkEdits(begin: string, count: number, next: ReturnType<typeof random>): void {
  let text = begin;
  let before: Parsed = parse(fileOf(text));
  for (let i = 0; i < count; i++) {
    // Undone now and then, as people do: what was broken is whole again.
    text = i % 7 === 6 ? begin : edited(text, randomEdit(text, next));
    const after = parse(fileOf(text), before);
    const afresh = parse(fileOf(text));
    expect(after.module, JSON.stringify(text)).toEqual(afresh.module);
    expect(after.diagnostics, JSON.stringify(text)).toEqual(afresh.diagnostics);
    before = after;
  }
}

describe("a file that was edited reads as one that is read afresh", () => {
  it.each(policies.map((text, i) => [i, text] as const))("policy %i", (i, text) => {
    checkEdits(text, 25, random(SEED + i));
  });

  it("random policies", () => {
    const property = fc.property(policy, fc.integer(), ({ text }, seed) =>
      checkEdits(text, 15, random(seed)),
    );
    fc.assert(property, { numRuns: 8 });
  });

  it("what stands at its place before the edit is the very same", () => {
    const text = "group a = []\n\ngroup b = []\n\ngroup c = []\n";
    const before = parse(fileOf(text));
    const after = parse(fileOf(text.replace("b = []", `b = ["x"]`)), before);
    const [first, second, third] = after.module.declarations;
    expect(first).toBe(before.module.declarations[0]);
    expect(second).not.toBe(before.module.declarations[1]);
    expect(third?.span).toEqual({ file: "a.agentpol", start: 31, end: 43 });
  });
});
