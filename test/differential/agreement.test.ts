// The table and the reference interpreter answer alike: over random policies, requests, and sequences with state.

import { describe, expect, it } from "vitest";
import { checkAgreement } from "../support/agreement.js";
import { CONSTRUCTS } from "../support/constructs/coverage.js";

/** `AGREEMENT_PAIRS` says otherwise: fewer on a busy machine. Then rare verdicts may not decide. */
const pairs = Number(process.env.AGREEMENT_PAIRS ?? 2_000);
const isWhole = pairs >= 2_000;

/** What decides in every run of that length; the long run asks for all constructs. */
const COMMON: readonly string[] = [
  ...["and", "or", "not", "[…]", "in […] enum", "literal int", "literal string", "literal enum"],
  ...["attribute of agent", "attribute of context", "attribute of impact", "has impact", "has context"],
  ...["rule: verdict", "rule: when", "rule: unless", "rule: code", "rule: notify", "rule: mode"],
  ...["redact: mask", "mask … matching", "grant: inside", "grant: scope", "grant: expires", "grant: else"],
  ...["on name", "on *", "on except", "on list", "on result of", "sandbox: read", "sandbox: hide"],
  ...["verdict allow", "verdict block", "verdict escalate", "else block", "else escalate"],
  ...["policy: default", "policy: on_error", "policy: mode", "policy: floor", "on_error … when"],
  ...["grant unused", "grant live", "killed", "rule in shadow mode", "policy in shadow mode"],
  ...["fault request.invalid", "action of a wildcard"],
];

describe("interpreter and table", () => {
  it(`agree on ${String(pairs)} pairs of random policies and requests, in sequences with state and clock`, async () => {
    await checkAgreement({
      pairs,
      share: isWhole ? 0.01 : 0,
      spare: (construct) => !isWhole || !COMMON.includes(construct),
    });
  }, 300_000);

  it("are asked for constructs that there are", () => {
    expect(COMMON.filter((construct) => !CONSTRUCTS.includes(construct))).toEqual([]);
  });
});
