// The schema of requests: every request that the declarations take is valid under it, and mistakes of form are not.

import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { emitRequestSchema } from "../../../compiler/emit/request-schema.js";
import { deciderOf } from "../../support/deciding.js";
import { lowered, programOf } from "../../support/lowering.js";

const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(
  emitRequestSchema(programOf("rule r on * { allow }")),
);

const REQUEST = {
  agent: { id: "a", role: "lead", session: "s", level: 1 },
  context: { env: "prod", tags: ["x"], share: 5 },
  action: { name: "pay", args: { to: "Acme", amount: 10, body: "b" } },
};

const paying = (amount: unknown): object => ({
  ...REQUEST,
  action: { name: "pay", args: { to: "Acme", amount, body: "b" } },
});

describe("request schema", () => {
  it.each<[string, object]>([
    ["what is required", REQUEST],
    [
      "all there is",
      { ...REQUEST, id: "1", time: "2026-01-01T00:00:00Z", impact: { hosts: 3, cost: 1.5, traffic: 0.5 } },
    ],
    ["money with its currency", paying({ amount: "10.25", currency: "USD" })],
    [
      "an optional argument",
      { ...REQUEST, action: { name: "pay", args: { ...REQUEST.action.args, memo: "m" } } },
    ],
    [
      "a command as words",
      { ...REQUEST, action: { name: "exec", args: { command: ["ls", "-l"] }, reversible: true } },
    ],
    ["a command as text", { ...REQUEST, action: { name: "exec", args: { command: "ls -l" } } }],
  ])("takes %s", (_, request) => {
    expect(validate(request), JSON.stringify(validate.errors)).toBe(true);
  });

  it.each<[string, object]>([
    ["a missing section", { action: REQUEST.action, context: REQUEST.context }],
    ["a missing attribute", { ...REQUEST, agent: { id: "a", role: "lead", session: "s" } }],
    ["an unknown attribute", { ...REQUEST, context: { ...REQUEST.context, colour: "red" } }],
    ["a member that is none of the enum", { ...REQUEST, context: { ...REQUEST.context, env: "test" } }],
    ["null for absent", { ...REQUEST, impact: { hosts: null } }],
    ["another currency", paying({ amount: 10, currency: "EUR" })],
    ["an undeclared action", { ...REQUEST, action: { name: "fly", args: {} } }],
    ["the arguments of another action", { ...REQUEST, action: { name: "read", args: REQUEST.action.args } }],
    ["no arguments where some are required", { ...REQUEST, action: { name: "read" } }],
    ["a fraction for an int", { ...REQUEST, agent: { ...REQUEST.agent, level: 1.5 } }],
    ["a member that no request has", { ...REQUEST, policy: "p" }],
  ])("refuses %s", (_, request) => {
    expect(validate(request)).toBe(false);
  });

  it("takes whatever a runtime takes", () => {
    const decide = deciderOf(lowered("rule r on * { allow }"));
    const odd = fc.constantFrom<unknown>(
      null,
      true,
      1.5,
      -1,
      "",
      "x",
      "1.25",
      [],
      {},
      { amount: 1, currency: "USD" },
    );
    const or = (good: unknown): fc.Arbitrary<unknown> =>
      fc.oneof({ weight: 20, arbitrary: fc.constant(good) }, { weight: 1, arbitrary: odd });
    const record = (good: object): fc.Arbitrary<object> =>
      fc.record(Object.fromEntries(Object.entries(good).map(([name, value]) => [name, or(value)])));
    const request = fc.record(
      {
        agent: record(REQUEST.agent),
        context: record(REQUEST.context),
        action: fc.record({ name: fc.constant("pay"), args: record({ ...REQUEST.action.args, memo: "m" }) }),
        impact: record({ hosts: 3, cost: 1.5, traffic: 0.5 }),
      },
      { requiredKeys: ["agent", "context", "action"] },
    );
    let taken = 0;
    fc.assert(
      fc.property(request, (each) => {
        if (decide(each).code === "request.invalid") return;
        taken += 1;
        expect(validate(each), JSON.stringify(validate.errors)).toBe(true);
      }),
      { numRuns: 500 },
    );
    expect(taken).toBeGreaterThan(50);
  });
});
