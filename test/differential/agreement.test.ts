// The table and the reference interpreter answer alike: over random policies, requests, and sequences with state.

import { describe, it } from "vitest";
import { checkAgreement } from "../support/agreement.js";

/** `AGREEMENT_PAIRS` says otherwise: fewer on a busy machine. Then rare verdicts may not decide. */
const pairs = Number(process.env.AGREEMENT_PAIRS ?? 2_000);

describe("interpreter and table", () => {
  it(`agree on ${String(pairs)} pairs of random policies and requests, in sequences with state and clock`, async () => {
    await checkAgreement({ pairs, share: pairs < 2_000 ? 0 : 0.02 });
  }, 300_000);
});
