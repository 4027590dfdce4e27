// Each diagnostic has a fixture that yields it, exactly where its marks say, and nothing else.

import { describe, expect, it } from "vitest";
import { compile } from "../../../compiler/compile.js";
import { catalog } from "../../../compiler/diagnostics/catalog.js";
import { checkMarks, expandRepeats } from "../../support/carets.js";
import { fixtureOf } from "../../support/fixtures.js";
import { reading } from "../../support/problems.js";

const isPolicy = ({ name }: { readonly name: string }): boolean => name.endsWith(".agentpol");

// Those of cases files stand in YAML, and the tests of their reader look at them.
const inPolicies = Object.keys(catalog).filter((code) => fixtureOf(code).some(isPolicy));

describe("fixtures of diagnostics", () => {
  it.each(inPolicies)("%s", (code) => {
    const files = fixtureOf(code).map(({ name, text }) => ({ name, text: expandRepeats(text) }));
    const [entry] = files;
    expect(files.some(({ text }) => text.includes(code))).toBe(true);
    const texts = Object.fromEntries(files.map(({ name, text }) => [name, text]));
    const { diagnostics } = compile(entry?.name ?? "", { read: reading(texts) });
    for (const { name, text } of files.filter(isPolicy)) {
      checkMarks(
        text,
        diagnostics.filter(({ span }) => span.file === name),
      );
    }
    expect(diagnostics.filter(({ span }) => !files.some(({ name }) => name === span.file))).toEqual([]);
  });
});
