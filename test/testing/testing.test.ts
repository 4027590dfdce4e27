// The door for people who test in TypeScript: expectations, the matcher, and requests of a policy.

import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectVerdict, matchers, requestsOf, startPolicy, UnexpectedVerdict } from "../../testing/index.js";
import type { Decision, Request } from "../../testing/index.js";
import { tableOfFiles } from "../support/compiling.js";
import { loadPolicy } from "../../runtime/decide/load.js";
import { decide } from "../../runtime/decide/decide.js";
import { ready } from "../../runtime/facts/ready.js";

const FOLDER = "fixtures/policies";
const FILES = Object.fromEntries(
  ["payments.agentpol", "approved-counterparties.json"].map((name) => [
    name,
    readFileSync(`${FOLDER}/${name}`, "utf8"),
  ]),
);
const table = tableOfFiles(FILES, "payments.agentpol");

function payment(counterparty: string, amount: number): Request {
  return {
    agent: { id: "a-1", role: "clerk", session: "s" },
    context: { env: "prod" },
    action: { name: "payments.send", args: { counterparty, amount } },
  };
}

describe("expectVerdict", () => {
  it("gives the decision where it is as expected", async () => {
    const policy = await startPolicy(table);
    const decision = await expectVerdict(policy, payment("Mallory Ltd", 1)).toBe("block", {
      by: "off_allowlist",
      code: "PAY-001",
    });
    expect(decision.rule).toBe("payments.off_allowlist");
    await expectVerdict(policy, payment("Acme GmbH", 1)).toPermit();
    await expectVerdict(policy, payment("Acme GmbH", 20_000)).toBeAtLeast("throttle");
  });

  it.each([
    ["another verdict", "allow", {}],
    ["another rule", "block", { by: "daily_spend" }],
    ["another code", "block", { code: "PAY-002" }],
    ["a part of a rule's name", "block", { by: "allowlist" }],
  ] as const)("rejects %s, and says what came", async (_, verdict, details) => {
    const policy = await startPolicy(table);
    const rejected = expectVerdict(policy, payment("Mallory Ltd", 1)).toBe(verdict, details);
    await expect(rejected).rejects.toThrow(UnexpectedVerdict);
    await expect(rejected).rejects.toThrow('actual   block by payments.off_allowlist code "PAY-001"');
    await expect(rejected).rejects.toThrow("allow by payments.may_pay");
  });

  it("rejects what does not permit, and what restricts less", async () => {
    const policy = await startPolicy(table);
    await expect(expectVerdict(policy, payment("Mallory Ltd", 1)).toPermit()).rejects.toThrow(
      "expected a verdict that permits",
    );
    await expect(expectVerdict(policy, payment("Acme GmbH", 1)).toBeAtLeast("redact")).rejects.toThrow(
      "actual   allow",
    );
  });
});

describe("the matcher", () => {
  const decision = {
    verdict: "block",
    rule: "p.r",
    code: "p.r",
    reason: "no",
    matched: [],
  } as unknown as Decision;

  it("tells decisions that are as expected, and says so", () => {
    expect(matchers.toHaveVerdict(decision, "block", { by: "r" }).pass).toBe(true);
    const { pass, message } = matchers.toHaveVerdict(decision, "allow");
    expect(pass).toBe(false);
    expect(message()).toBe("expected allow\nactual   block by p.r\n         no");
  });

  it("takes nothing but decisions", () => {
    const { pass, message } = matchers.toHaveVerdict(Promise.resolve(decision), "block");
    expect(pass).toBe(false);
    expect(message()).toContain("await");
  });
});

describe("requestsOf", () => {
  it("makes valid requests of the action, on both sides of what the policy names", async () => {
    await ready();
    const loaded = loadPolicy(table);
    if (!loaded.ok) throw new Error(loaded.reason);
    const seen = new Set<string>();
    const property = fc.property(requestsOf(fc, table, { action: "payments.send" }), (request) => {
      expect(request.action.name).toBe("payments.send");
      const { rule } = decide(loaded.policy, request);
      expect(rule).not.toBe("on_error");
      seen.add(rule);
    });
    fc.assert(property, { numRuns: 300 });
    expect(Array.from(seen)).toEqual(
      expect.arrayContaining(["payments.may_pay", "payments.off_allowlist", "payments.large_payment"]),
    );
  });

  it("refuses what is no table, and actions that there are not", () => {
    expect(() => requestsOf(fc, {})).toThrow("the table is refused");
    expect(() => requestsOf(fc, table, { action: "payments.sent" })).toThrow(
      "declares no action payments.sent",
    );
  });
});
