// Formatting at length: 5,000 random policies with comments and blank lines at random places.

import { it } from "vitest";
import { checkFormatLaws } from "../support/format-laws.js";

it("keeps every comment in its declaration, changes no meaning, and has nothing to do the second time", () => {
  checkFormatLaws(5_000);
});
