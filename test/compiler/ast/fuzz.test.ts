// Whatever the text, the parser answers: no throw, places within the file, and a bounded number of messages.

import { describe, expect, it } from "vitest";
import { childrenOf, walk } from "../../../compiler/ast/children.js";
import { parse } from "../../../compiler/ast/parse.js";
import { checkMutated } from "../../support/check-parsed.js";
import { mutated, policies, random } from "../../support/mutations.js";
import { SEED } from "../../support/seed.js";

describe("mutated policies", () => {
  it("are read without a throw, 1,000 of them", () => {
    const next = random(SEED);
    expect(checkMutated(1_000, () => mutated(next))).toBe(1_000);
  });
});

describe("well-formed policies", () => {
  it.each(policies)("have each node's children within it", (text) => {
    const { module } = parse({ path: "policy.agentpol", text });
    const outside: string[] = [];
    walk(module, (node) => {
      for (const child of childrenOf(node)) {
        const within = child.span.start >= node.span.start && child.span.end <= node.span.end;
        if (!within) outside.push(`${child.kind} in ${node.kind}`);
      }
    });
    expect(outside).toEqual([]);
  });
});
