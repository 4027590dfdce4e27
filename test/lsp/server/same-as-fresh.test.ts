// The small run of a law; `test/long` has the long one.

import { it } from "vitest";
import { random } from "../../support/mutations.js";
import { SEED } from "../../support/seed.js";
import { Play } from "./same-as-fresh.js";

it("after random edits, every answer is that of a fresh server", async () => {
  await new Play(random(SEED)).run(60, 6);
});
