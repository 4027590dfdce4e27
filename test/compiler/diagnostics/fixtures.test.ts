// Each diagnostic has a fixture that yields it, exactly where its marks say, and nothing else.

import { describe, expect, it } from "vitest";
import { compile, type Compilation } from "../../../compiler/compile.js";
import { catalog } from "../../../compiler/diagnostics/catalog.js";
import type { Diagnostic } from "../../../compiler/diagnostics/diagnostic.js";
import { proofWarnings } from "../../../compiler/verify/warnings.js";
import { checkMarks, expandRepeats } from "../../support/carets.js";
import { fixtureOf } from "../../support/fixtures.js";
import { reading } from "../../support/problems.js";

const isPolicy = ({ name }: { readonly name: string }): boolean => name.endsWith(".agentpol");

// Those of cases files stand in YAML, and the tests of their reader look at them.
const inPolicies = Object.keys(catalog).filter((code) => fixtureOf(code).some(isPolicy));

/** What is proved is told beside what the compiler finds, and most fixtures are too small to permit anything. */
const isProof = (code: string): boolean => code.startsWith("AP308");

function proofsOf({ program, table }: Compilation): readonly Diagnostic[] {
  return program === undefined || table === undefined ? [] : proofWarnings(program, table).diagnostics;
}

describe("fixtures of diagnostics", () => {
  it.each(inPolicies)("%s", (code) => {
    const files = fixtureOf(code).map(({ name, text }) => ({ name, text: expandRepeats(text) }));
    const [entry] = files;
    expect(files.some(({ text }) => text.includes(code))).toBe(true);
    const texts = Object.fromEntries(files.map(({ name, text }) => [name, text]));
    const compilation = compile(entry?.name ?? "", { read: reading(texts) });
    const diagnostics = [...compilation.diagnostics, ...(isProof(code) ? proofsOf(compilation) : [])];
    for (const { name, text } of files.filter(isPolicy)) {
      checkMarks(
        text,
        diagnostics.filter(({ span }) => span.file === name),
      );
    }
    expect(diagnostics.filter(({ span }) => !files.some(({ name }) => name === span.file))).toEqual([]);
  });
});
