// The laws of formatting, over random policies with random comments.

import { readdirSync, readFileSync } from "node:fs";
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

const POLICIES = new URL("../../fixtures/policies/", import.meta.url);

/** Stretches of a dozen declarations of the fixtures, which parse by themselves. */
function stretches(): readonly string[] {
  return readdirSync(POLICIES, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".agentpol"))
    .sort()
    .flatMap((name) => {
      const text = readFileSync(new URL(name, POLICIES), "utf8");
      const { declarations } = parse({ path: name, text }).module;
      const ends = declarations.flatMap(({ span }, index) => (index % 12 === 11 ? [span.end] : []));
      return [...ends, text.length].map((end, index) => text.slice(ends[index - 1] ?? 0, end));
    });
}

/** The same laws, of policies that people would write, in which there are comments already. */
export function checkFormatLawsOfFixtures(numRuns: number): void {
  fc.assert(
    fc.property(
      fc.constantFrom(...stretches()),
      fc.array(insertions, { maxLength: 3 }),
      fc.constantFrom(40, 80, 110),
      fc.boolean(),
      (policy, made, printWidth, useTabs) => {
        const { text, marks } = commented(policy, made.flat());
        checkFormatted(text, marks, { printWidth, useTabs });
      },
    ),
    { numRuns },
  );
}
