// Comments at random places of random policies are kept, and the policy says what it said.

import fc from "fast-check";
import { describe, it } from "vitest";
import { parse } from "../../../compiler/ast/parse.js";
import { print } from "../../../compiler/format/print.js";
import { moduleTree } from "../../support/arbitrary-ast.js";
import { commented, insertions } from "../../support/commented.js";
import { checkFormatted } from "../../support/formatting.js";

describe("comments at random places", () => {
  it("are kept in their declarations, each once, and change nothing else", () => {
    fc.assert(
      fc.property(moduleTree, insertions, fc.constantFrom(40, 80, 110), (module, made, printWidth) => {
        const { text, marks } = commented(print(module), made);
        // A name like a keyword, at the beginning of a line, is taken for the clause that it could be.
        fc.pre(parse({ path: "policy.agentpol", text }).diagnostics.length === 0);
        checkFormatted(text, marks, { printWidth });
      }),
      { numRuns: Number(process.env.RUNS ?? 150) },
    );
  });
});
