// Sequences in which interpreter and table once disagreed, each shrunk: they must agree on them for ever.

import { beforeAll, describe, it } from "vitest";
import { ready } from "../../runtime/facts/ready.js";
import { play } from "../support/agreement.js";
import type { Step } from "../support/arbitrary-steps.js";
import { WORLD } from "../support/arbitrary-world.js";
import { Coverage } from "../support/constructs/coverage.js";
import { Histogram } from "../support/histogram.js";

beforeAll(ready);

const AGENT = {
  ...{ id: "a-1", role: "clerk", level: 3, trusted: false, session: "s-1", clearance: "public" },
};
const CONTEXT = {
  ...{ env: "dev", data_level: "public", zone: "inner", share: 0, labels: [], cwd: "/srv" },
};

/** An attempt of this agent's. */
function attempt(name: string, args: object): Step {
  return {
    do: "attempt",
    request: { agent: AGENT, context: CONTEXT, impact: {}, action: { name, args } },
  };
}

const PAYMENT = attempt("pay", { to: "Acme", amount: 0, rate: 0 });
const NO_RESULTS = { pay: undefined, note: undefined, "files.load": undefined, other: undefined };

async function check(rules: string, steps: readonly Step[], header = "default allow"): Promise<void> {
  const text = `policy p {\n  ${header}\n}\n${WORLD}\n${rules}\n`;
  await play({ text, forms: [] }, steps, new Histogram(), new Coverage());
}

describe("interpreter and table agree where", () => {
  it("a rule on the action clamps a number of what comes back", async () => {
    const paid = { ...NO_RESULTS, pay: { id: "p-1", paid: 11 } };
    await check("redact r on pay { clamp result.paid to 10 USD }", [
      PAYMENT,
      { do: "result", outcome: "ok", results: paid, before: 0 },
    ]);
  });

  it("an amount that comes back with its currency is within its bound", async () => {
    const paid = { ...NO_RESULTS, pay: { id: "p-1", paid: { amount: 5, currency: "USD" } } };
    await check("redact r on pay { clamp result.paid to 10 USD }", [
      PAYMENT,
      { do: "result", outcome: "ok", results: paid, before: 0 },
    ]);
  });
});
