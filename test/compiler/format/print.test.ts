// Printing: what was read from the printed text is what was printed, and printing it again changes nothing.

import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "../../../compiler/ast/parse.js";
import { print } from "../../../compiler/format/print.js";
import { moduleTree } from "../../support/arbitrary-ast.js";
import { withoutSpans } from "../../support/without-spans.js";

const folder = new URL("../../../fixtures/policies/", import.meta.url);
const policies = readdirSync(folder).filter((name) => name.endsWith(".agentpol"));

const read = (text: string) => parse({ path: "policy.agentpol", text });

describe("the policies of the fixtures", () => {
  it.each(policies)("keeps what %s says", (name) => {
    const { module } = read(readFileSync(new URL(name, folder), "utf8"));
    const printed = print(module);
    const again = read(printed);
    expect(again.diagnostics).toEqual([]);
    expect(withoutSpans(again.module)).toEqual(withoutSpans(module));
    expect(print(again.module)).toBe(printed);
  });
});

describe("random trees", () => {
  it("are read from their print as they were, and print to the same text again", () => {
    fc.assert(
      fc.property(moduleTree, (module) => {
        const printed = print(module);
        const again = read(printed);
        expect(again.diagnostics, printed).toEqual([]);
        expect(withoutSpans(again.module), printed).toEqual(withoutSpans(module));
        expect(print(again.module)).toBe(printed);
      }),
      { numRuns: 200 },
    );
  });
});
