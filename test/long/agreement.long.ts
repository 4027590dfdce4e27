// The long form of the agreement test: 100,000 pairs, and how often each verdict, form and state came up.

import { it } from "vitest";
import { checkAgreement } from "../support/agreement.js";

it("interpreter and table agree on 100,000 pairs", async () => {
  const histogram = await checkAgreement({ pairs: 100_000, share: 0.05 });
  process.stdout.write(`${histogram}\n`);
});
