// The table and the reference interpreter answer alike: over random policies, requests, and sequences with state.

import { describe, it } from "vitest";
import { checkAgreement } from "../support/agreement.js";

describe("interpreter and table", () => {
  it("agree on 2,000 pairs of random policies and requests, in sequences with state and clock", async () => {
    await checkAgreement({ pairs: 2_000, share: 0.02 });
  });
});
