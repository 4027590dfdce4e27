// Trips of rules on results: the report that matches halts a value of its action, whatever becomes of the result.

import { describe, expect, it } from "vitest";
import { createMemoryStore } from "../../runtime/state/memory.js";
import { createRuntime, type Runtime } from "../../runtime/runtime.js";
import { payment, running, SHOP, shell, tableFor } from "../support/running.js";

const FREEZE =
  "killswitch freeze { scope [all, agent.id, action.name], need 1 of owners }\nrule may on * { allow }\n";
const BROKEN = (clauses: string): string =>
  `${FREEZE}rule broken on result of payments.send { when outcome == failed, ${clauses} }`;
const bob = { agent: { id: "b-2", role: "clerk" } };
const FAILED = { outcome: "failed" } as const;

async function paid(runtime: Runtime, request: object = payment()): Promise<string> {
  const { id, verdict } = await runtime.attempt(request);
  expect(verdict).toBe("allow");
  return id;
}

describe("trip on a result", () => {
  it("halts the value of the action from the next attempt on, and for a time from the report on", async () => {
    const { runtime, clock } = await running(BROKEN('note "failed", trip freeze agent.id for 30m'));
    const id = await paid(runtime);
    clock.advance(60_000);
    expect((await runtime.report(id, FAILED)).decision).toMatchObject({
      verdict: "allow",
      trips: [
        {
          rule: "shop.broken",
          killswitch: "shop.freeze",
          scope: "agent.id",
          value: '"a-1"',
          until: "2026-01-01T00:31:00.000Z",
        },
      ],
    });
    expect(await runtime.attempt(payment())).toMatchObject({ verdict: "block", rule: "shop.freeze" });
    await paid(runtime, payment({}, bob));
    clock.advance(30 * 60_000 - 1);
    expect((await runtime.attempt(payment())).rule).toBe("shop.freeze");
    clock.advance(1);
    await paid(runtime);
  });

  it.each(["block", "escalate to owners"])("is taken where the result is held by `%s`", async (verdict) => {
    const { runtime } = await running(BROKEN(`${verdict}, trip freeze action.name`));
    expect((await runtime.report(await paid(runtime), FAILED)).ok).toBe(false);
    expect((await runtime.attempt(payment())).rule).toBe("shop.freeze");
    expect((await runtime.attempt(shell("ls"))).verdict).toBe("allow");
  });

  it("is not taken before the report, by another outcome, or when a report is only explained", async () => {
    const { runtime } = await running(BROKEN("block, trip freeze all"));
    const first = await paid(runtime);
    const second = await paid(runtime);
    expect((await runtime.explainReport(second, FAILED))?.decision).toHaveProperty("trips");
    expect((await runtime.report(first, { outcome: "ok" })).decision).not.toHaveProperty("trips");
    await paid(runtime);
    await runtime.report(second, FAILED);
    expect((await runtime.attempt(shell("ls"))).rule).toBe("shop.freeze");
  });

  it("is not taken by a shadow rule, nor where the policy is in shadow mode", async () => {
    const shadow = await running(BROKEN("block, trip freeze all, mode shadow"));
    const told = await shadow.runtime.report(await paid(shadow.runtime), FAILED);
    expect(told).toMatchObject({ ok: true, decision: { shadow: { verdict: "block" } } });
    expect(told.decision).not.toHaveProperty("trips");
    await paid(shadow.runtime);
    const policy = SHOP.replace("policy shop {", "policy shop { mode shadow,");
    const whole = await createRuntime(tableFor(policy + BROKEN("block, trip freeze all")));
    const { id } = await whole.attempt(payment());
    expect((await whole.report(id, FAILED)).decision).toMatchObject({ verdict: "block", enforced: "allow" });
    expect((await whole.attempt(payment())).verdict).toBe("allow");
  });

  it.each([
    ["block", "shop.freeze"],
    ["allow", "shop.may"],
  ])("with an unknown guard, `%s` is followed by %s", async (verdict, rule) => {
    const { runtime } = await running(
      `${FREEZE}rule r on result of shell.exec { when args.command runs ["rm"], ${verdict}, trip freeze all }`,
    );
    const { id } = await runtime.attempt(shell("$X"));
    await runtime.report(id, { outcome: "ok" });
    expect((await runtime.attempt(payment())).rule).toBe(rule);
  });

  it("is taken anew where the same report is made again, and not where another is", async () => {
    const { runtime, clock } = await running(BROKEN("escalate to owners, trip freeze all for 1m"));
    const id = await paid(runtime);
    await runtime.report(id, FAILED);
    clock.advance(60_000);
    await runtime.report(id, { outcome: "failed", result: "other" });
    await paid(runtime);
    expect((await runtime.report(id, FAILED)).decision?.trips).toHaveLength(1);
    expect((await runtime.attempt(payment())).rule).toBe("shop.freeze");
  });

  it("is not taken by a result that is invalid", async () => {
    const { runtime } = await running(BROKEN("block, trip freeze all"));
    const answer = await runtime.report(await paid(runtime), { ...FAILED, result: 1n });
    expect(answer.decision?.code).toBe("result.invalid");
    await paid(runtime);
  });

  it("halts no result: what was permitted before is decided by the rules on it", async () => {
    const { runtime } = await running(BROKEN("block, trip freeze all"));
    const first = await paid(runtime);
    const second = await paid(runtime);
    await runtime.report(first, FAILED);
    expect(await runtime.report(second, { outcome: "ok" })).toMatchObject({ ok: true });
  });

  it("that finds no room withholds the result and takes nothing, and the report may be made again", async () => {
    const store = createMemoryStore({ maxKeys: 20 });
    const { runtime } = await running(BROKEN('note "failed", trip freeze agent.id'), { store });
    const id = await paid(runtime);
    for (let i = 0; i < 20; i += 1) await runtime.kill({ scope: "agent.id", value: `c-${String(i)}` });
    expect(await runtime.report(id, FAILED)).toEqual({
      ok: false,
      reason: "the store has no room for another kill",
    });
    await runtime.revive({ scope: "agent.id", value: "c-3", by: ["ana@corp.example"] });
    expect(await runtime.report(id, FAILED)).toMatchObject({ ok: true });
    expect((await runtime.attempt(payment())).rule).toBe("shop.freeze");
  });
});
