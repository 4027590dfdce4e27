// The long form of a law on the language server: 1,000 random edits over files that import each other.

import { it } from "vitest";
import { Play } from "../lsp/server/same-as-fresh.js";
import { random } from "../support/mutations.js";
import { SEED } from "../support/seed.js";

it("after 1,000 random edits, every answer is that of a fresh server", async () => {
  await new Play(random(SEED)).run(1_000, 5);
});
