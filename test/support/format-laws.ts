// The laws of formatting, over random policies with random comments.

import fc from "fast-check";
import { parse } from "../../compiler/ast/parse.js";
import { print } from "../../compiler/format/print.js";
import { moduleTree } from "./arbitrary-ast.js";
import { commented, insertions, joined } from "./commented.js";
import { checkFormatted } from "./formatting.js";

/** The same tree, every comment once and in its declaration, and nothing to do the second time. */
export function checkFormatLaws(numRuns: number): void {
  fc.assert(
    fc.property(
      moduleTree,
      insertions,
      fc.constantFrom(40, 80, 110),
      fc.boolean(),
      (module, made, printWidth, join) => {
        const { text, marks } = commented(join ? joined(print(module)) : print(module), made);
        // A name like a keyword, at the beginning of a line, is taken for the clause that it could be.
        fc.pre(parse({ path: "policy.agentpol", text }).diagnostics.length === 0);
        checkFormatted(text, marks, { printWidth });
      },
    ),
    { numRuns },
  );
}
