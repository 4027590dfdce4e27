// Trips: a rule that matches halts a value of its attempt, for a time or until somebody lifts it.

import { describe, expect, it } from "vitest";
import { createMemoryStore } from "../../runtime/state/memory.js";
import { payment, running, shell } from "../support/running.js";

const FREEZE =
  "killswitch freeze { scope [all, agent.id, action.name], need 1 of owners }\nrule may on * { allow }\n";
const LARGE = (clauses: string): string =>
  `${FREEZE}rule large on payments.send { when args.amount > 100 USD, ${clauses} }`;
const bob = { agent: { id: "b-2", role: "clerk" } };

describe("trip", () => {
  it("halts the value of the attempt from the next attempt on, though the action is held, and for a time", async () => {
    const { runtime, clock } = await running(LARGE("block, trip freeze agent.id for 30m"));
    expect(await runtime.attempt(payment({ amount: 101 }))).toMatchObject({
      verdict: "block",
      rule: "shop.large",
      trips: [
        {
          rule: "shop.large",
          killswitch: "shop.freeze",
          scope: "agent.id",
          value: '"a-1"',
          until: "2026-01-01T00:30:00.000Z",
        },
      ],
    });
    expect(await runtime.attempt(payment())).toMatchObject({
      verdict: "block",
      rule: "shop.freeze",
      reason: 'a kill switch halts agent.id "a-1" until 2026-01-01T00:30:00.000Z',
    });
    expect((await runtime.attempt(payment({}, bob))).verdict).toBe("allow");
    clock.advance(30 * 60_000 - 1);
    expect((await runtime.attempt(payment())).verdict).toBe("block");
    clock.advance(1);
    expect((await runtime.attempt(payment())).verdict).toBe("allow");
  });

  it("without a duration stands until the kill switch's need is met", async () => {
    const { runtime, clock } = await running(LARGE("block, trip freeze action.name"));
    await runtime.attempt(payment({ amount: 101 }));
    clock.advance(365 * 24 * 3_600_000);
    expect((await runtime.attempt(payment())).rule).toBe("shop.freeze");
    const scope = { scope: "action.name", value: "payments.send" };
    expect(await runtime.revive({ ...scope, by: ["eve@corp.example"] })).toMatchObject({ ok: false });
    expect(await runtime.revive({ ...scope, by: ["ana@corp.example"] })).toEqual({ ok: true });
    expect((await runtime.attempt(payment())).verdict).toBe("allow");
  });

  it("halts everything by `all`", async () => {
    const { runtime } = await running(LARGE('note "large", trip freeze all for 1m'));
    expect((await runtime.attempt(payment({ amount: 101 }))).verdict).toBe("allow");
    expect((await runtime.attempt(shell("ls"))).reason).toBe(
      "a kill switch halts everything until 2026-01-01T00:01:00.000Z",
    );
  });

  it("does nothing in a shadow rule, where the rule does not match, and when an attempt is only explained", async () => {
    const shadow = await running(LARGE("block, trip freeze all, mode shadow"));
    expect(await shadow.runtime.attempt(payment({ amount: 101 }))).not.toHaveProperty("trips");
    expect((await shadow.runtime.attempt(payment())).verdict).toBe("allow");
    const { runtime } = await running(LARGE("block, trip freeze all"));
    await runtime.attempt(payment());
    await runtime.explain(payment({ amount: 101 }));
    expect((await runtime.attempt(payment())).verdict).toBe("allow");
  });

  it.each([
    ["block", "shop.freeze"],
    ["allow once approved by owners", "shop.freeze"],
    ["throttle", "shop.freeze"],
    ['note "seen"', "shop.freeze"],
    ["allow", "shop.may"],
  ])("with an unknown guard, `%s` is followed by %s", async (verdict, rule) => {
    const { runtime } = await running(
      `${FREEZE}rule r on shell.exec { when args.command runs ["rm"], ${verdict}, trip freeze all }`,
    );
    await runtime.attempt(shell("$X"));
    expect((await runtime.attempt(payment())).rule).toBe(rule);
  });

  it("is taken where an approval lifts the rule, since the rule matches", async () => {
    const { runtime } = await running(LARGE("escalate to owners, trip freeze all for 1m"));
    const { digest = "" } = await runtime.attempt(payment({ amount: 101 }));
    await runtime.approve({ digest, by: "ana@corp.example" });
    expect((await runtime.attempt(payment({ amount: 101 }))).rule).toBe("shop.freeze");
  });

  it("never shortens what halts already", async () => {
    const { runtime, clock } = await running(LARGE("block, trip freeze agent.id for 1m"));
    await runtime.kill({ scope: "agent.id", value: "b-2" });
    await runtime.attempt(payment({ amount: 101 }));
    expect(await runtime.kill({ scope: "agent.id", value: "a-1" })).toEqual({ ok: true });
    clock.advance(60_000);
    expect((await runtime.attempt(payment())).rule).toBe("shop.freeze");
  });

  it("holds the action where there is no room for another kill", async () => {
    const store = createMemoryStore({ maxKeys: 1 });
    const { runtime } = await running(LARGE('note "large", trip freeze agent.id'), { store });
    await runtime.attempt(payment({ amount: 101 }));
    const other = await runtime.attempt(payment({ amount: 101 }, bob));
    expect(other).toMatchObject({
      verdict: "block",
      code: "decision.fault",
      fault: { message: "the store has no room for a new key" },
    });
  });
});
