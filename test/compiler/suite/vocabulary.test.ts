// What stands in suites is what `agentpol/runtime` has for them.

import { describe, expect, it } from "vitest";
import { VOCABULARY } from "../../../compiler/suite/vocabulary.js";
import { suite } from "../../../runtime/index.js";

describe("the vocabulary of suites", () => {
  it("is all that they are given, but for what their heads and the command line use", () => {
    const elsewhere = ["Broken", "Met", "runtimeTarget", "stepsTo"];
    expect([...VOCABULARY, ...elsewhere].sort()).toEqual(Object.keys(suite).sort());
  });
});
