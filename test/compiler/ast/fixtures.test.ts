// Each diagnostic of syntax has a fixture that yields it, where it says, and nothing else.

import { describe, expect, it } from "vitest";
import { syntax } from "../../../compiler/diagnostics/catalog/syntax.js";
import { checkDiagnostics } from "../../support/carets.js";
import { fixtureOf } from "../../support/fixtures.js";

describe("fixtures of syntax", () => {
  it.each(Object.keys(syntax))("%s", (code) => {
    const [fixture] = fixtureOf(code);
    expect(fixture?.text).toContain(code);
    checkDiagnostics(fixture?.text ?? "");
  });
});
