// Tables that demand identity, trust or audit in a way that contradicts itself are refused.

import { describe, expect, it } from "vitest";
import { readTable } from "../../../runtime/decide/load.js";
import type { Identity } from "../../../runtime/table/evidence.js";
import type { Table } from "../../../runtime/table/format.js";
import { tableOf } from "../../support/table.js";

const AUDIT = { origin: "p.agentpol:1:1", omit: [], checkpoint: 1 } as const;

function identityOf(parts: Partial<Identity>): Identity {
  return {
    name: "p.i",
    origin: "p.agentpol:1:1",
    issuer: "https://t.example",
    keys: { from: "url", url: "https://t.example/k" },
    audience: "a",
    bind: [{ attribute: "agent.id", claim: ["sub"] }],
    algorithms: ["EdDSA"],
    else: { verdict: "block", reason: "r", origin: "p.agentpol:1:1" },
    ...parts,
  };
}

describe("a table's evidence", () => {
  it.each<[what: string, parts: Partial<Omit<Table, "policy">>, reason: RegExp]>([
    ["evidence that is not required", { audit: AUDIT }, /has audit, and does not require it/],
    [
      "evidence without what is not there",
      { requires: ["audit"], audit: { ...AUDIT, omit: ["args.no"] } },
      /omits no attribute: args.no/,
    ],
    [
      "an identity that binds no attribute",
      { requires: ["identity"], identity: identityOf({ bind: [{ attribute: "agent.no", claim: ["sub"] }] }) },
      /binds no attribute/,
    ],
    [
      "an identity that binds an argument",
      {
        requires: ["identity"],
        identity: identityOf({ bind: [{ attribute: "args.text", claim: ["sub"] }] }),
      },
      /binds no attribute/,
    ],
    [
      "an identity that binds one attribute twice",
      {
        requires: ["identity"],
        identity: identityOf({
          bind: ["a", "b"].map((claim) => ({ attribute: "agent.id", claim: [claim] })),
        }),
      },
      /binds one attribute twice/,
    ],
    [
      "an identity that permits who is not proven",
      {
        requires: ["identity"],
        identity: identityOf({ else: { verdict: "allow", reason: "r", origin: "p:1:1" } }),
      },
      /permits what is not proven/,
    ],
    [
      "an identity that trusts no signature",
      { requires: ["identity"], identity: identityOf({ algorithms: ["none" as "EdDSA"] }) },
      /algorithms/,
    ],
  ])("refuses %s", (_, parts, reason) => {
    const reading = readTable(tableOf(parts));
    expect(reading.ok ? "" : reading.reason).toMatch(reason);
  });
});
