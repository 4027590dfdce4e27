// Formatting at length: 5,000 random policies, and those of the fixtures, with comments and blank lines at random places.

import { it } from "vitest";
import { checkFormatLaws, checkFormatLawsOfFixtures } from "../support/format-laws.js";

it("keeps every comment in its declaration, changes no meaning, and has nothing to do the second time", () => {
  checkFormatLaws(5_000);
});

it("does so with the policies of the fixtures", () => {
  checkFormatLawsOfFixtures(3_000);
});
