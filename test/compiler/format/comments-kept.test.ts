// Comments at random places of random policies are kept, and the policy says what it said.

import { describe, it } from "vitest";
import { checkFormatLaws, checkFormatLawsOfFixtures } from "../../support/format-laws.js";

describe("comments at random places", () => {
  it("are kept in their declarations, each once, and change nothing else", () => {
    checkFormatLaws(150);
  });

  it("of the fixtures, too", () => {
    checkFormatLawsOfFixtures(100);
  });
});
