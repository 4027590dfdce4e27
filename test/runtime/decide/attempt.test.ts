// What attempts leave in the state, and what they read there.

import { describe, expect, it } from "vitest";
import { createMemoryStore } from "../../../runtime/state/memory.js";
import type { Store } from "../../../runtime/state/store.js";
import { groups, may, MINUTE, needs, START, start, verdicts } from "../../support/runtime.js";
import { Exprs, requestOf, rule } from "../../support/table.js";

describe("an approval", () => {
  const ask = rule({ name: "p.ask", verdict: "escalate", needs: 0 });

  it("of enough people lets the action through once", async () => {
    const { runtime } = await start({ groups, needs, rules: [may, ask] });
    const { digest = "", verdict } = await runtime.attempt(requestOf());
    expect(verdict).toBe("escalate");
    await runtime.approve({ digest, by: "Ana" });
    expect(await verdicts(runtime, 1)).toEqual(["escalate"]);
    await runtime.approve({ digest, by: "ben" });
    expect(await verdicts(runtime, 2)).toEqual(["allow", "escalate"]);
  });

  it("of one action is none of another, and expires", async () => {
    const { runtime, clock } = await start({ groups, needs, rules: [may, ask] });
    const { digest = "" } = await runtime.attempt(requestOf());
    for (const by of ["ana", "ben"]) await runtime.approve({ digest, by });
    expect(await verdicts(runtime, 1, requestOf({ n: 1 }))).toEqual(["escalate"]);
    clock.advance(MINUTE);
    expect(await verdicts(runtime, 1)).toEqual(["escalate"]);
  });

  it("is spent by one of two attempts at once", async () => {
    const { runtime } = await start({ groups, needs, rules: [may, ask] });
    const { digest = "" } = await runtime.attempt(requestOf());
    for (const by of ["ana", "ben"]) await runtime.approve({ digest, by });
    const both = await Promise.all([runtime.attempt(requestOf()), runtime.attempt(requestOf())]);
    expect(both.map(({ verdict }) => verdict).sort()).toEqual(["allow", "escalate"]);
  });

  it("is not spent by an attempt that something else holds", async () => {
    const window = { id: "p.slow#1", per: MINUTE / 2, by: [] };
    const slow = rule({
      name: "p.slow",
      verdict: "throttle",
      actions: ["act"],
      limit: { window: 0, amount: 1, op: "<=", bound: 1 },
    });
    const { runtime, clock } = await start({ groups, needs, windows: [window], rules: [may, ask, slow] });
    const { digest = "" } = await runtime.attempt(requestOf());
    const approveAll = async () => {
      for (const by of ["ana", "ben"]) await runtime.approve({ digest, by });
    };
    await approveAll();
    expect(await verdicts(runtime, 1)).toEqual(["allow"]);
    await approveAll();
    expect(await runtime.attempt(requestOf())).toMatchObject({
      verdict: "throttle",
      obligations: { retryAfter: "PT30S" },
    });
    clock.advance(MINUTE / 2);
    expect(await verdicts(runtime, 1)).toEqual(["allow"]);
  });

  it.each([
    ["without a digest", { digest: "x", by: "ana" }],
    ["of nobody", { digest: `sha256:${"0".repeat(64)}`, by: " " }],
  ])("%s is refused", async (_, approval) => {
    const { runtime } = await start({});
    expect(await runtime.approve(approval)).toMatchObject({ ok: false });
  });
});

describe("limits", () => {
  const windows = [
    { id: "p.cap#1", per: MINUTE, by: ["agent.id"] },
    { id: "p.slow#1", per: MINUTE, by: [] },
  ];
  const cap = rule({
    name: "p.cap",
    verdict: "throttle",
    limit: { window: 0, amount: "impact.cost", op: "<=", bound: 10 },
  });
  const request = requestOf({}, { impact: { cost: 4 } });

  it("are never exceeded, however many attempts are made at once", async () => {
    const { runtime } = await start({ windows, rules: [may, cap] });
    const all = await Promise.all(Array.from({ length: 20 }, () => runtime.attempt(request)));
    expect(all.filter(({ verdict }) => verdict === "allow")).toHaveLength(2);
  });

  it("are left as they were by an attempt that another limit holds", async () => {
    const slow = rule({
      name: "p.slow",
      verdict: "throttle",
      limit: { window: 1, amount: 1, op: "<=", bound: 1 },
    });
    const { runtime } = await start({ windows, rules: [may, cap, slow] });
    expect(await verdicts(runtime, 5, request)).toEqual([
      "allow",
      "throttle",
      "throttle",
      "throttle",
      "throttle",
    ]);
    const other = await runtime.attempt({ ...request, agent: { id: "a-2", role: "clerk" } });
    expect(other.matched.map((each) => each.rule)).toEqual(["p.slow", "p.may"]);
  });

  it("over which an escalation is approved admit, and count", async () => {
    const ask = { ...cap, verdict: "escalate" as const, needs: 1 };
    const { runtime } = await start({ groups, needs, windows, rules: [may, ask] });
    const wide = requestOf({}, { impact: { cost: 11 } });
    const { digest = "", verdict } = await runtime.attempt(wide);
    expect(verdict).toBe("escalate");
    await runtime.approve({ digest, by: "sec" });
    expect(await verdicts(runtime, 2, wide)).toEqual(["allow", "escalate"]);
    expect(await verdicts(runtime, 1, requestOf({}, { impact: { cost: 0 } }))).toEqual(["escalate"]);
  });

  it("tell when the last of them has room, if all ever have", async () => {
    const slow = rule({
      name: "p.slow",
      verdict: "throttle",
      limit: { window: 1, amount: 1, op: "<=", bound: 1 },
    });
    const { runtime, clock } = await start({ windows, rules: [may, cap, slow] });
    await runtime.attempt(request);
    clock.advance(MINUTE / 4);
    expect((await runtime.attempt(request)).obligations.retryAfter).toBe("PT45S");
    const never = await runtime.attempt(requestOf({}, { impact: { cost: 11 } }));
    expect(never.verdict).toBe("throttle");
    expect(never.obligations).not.toHaveProperty("retryAfter");
  });

  it("know their keys by short names, however long the attributes are", async () => {
    const keys: string[] = [];
    const store = createMemoryStore();
    const spy: Store = {
      ...store,
      settle: (settlement) => {
        keys.push(...settlement.limits.map(({ key }) => key));
        return store.settle(settlement);
      },
    };
    const { runtime } = await start({ windows, rules: [may, cap] }, { store: spy });
    for (const end of ["a", "b", "a"]) {
      await runtime.attempt({ ...request, agent: { id: `${"x".repeat(100_000)}${end}`, role: "clerk" } });
    }
    expect(keys.every((key) => key.length <= 256)).toBe(true);
    expect(keys[0]).not.toBe(keys[1]);
    expect(keys[0]).toBe(keys[2]);
  });

  it("of a shadow rule count, and never hold", async () => {
    const { runtime } = await start({ windows, rules: [may, { ...cap, shadow: true }] });
    const decisions = [];
    for (let i = 0; i < 3; i += 1) decisions.push(await runtime.attempt(request));
    expect(decisions.map(({ verdict, shadow }) => [verdict, shadow?.verdict])).toEqual([
      ["allow", undefined],
      ["allow", undefined],
      ["allow", "throttle"],
    ]);
  });
});

describe("history", () => {
  it("holds what was permitted, and only that", async () => {
    const e = new Exprs();
    const isSecret = e.equals("args.text", "secret");
    const formerly = e.add({ op: "history", pattern: 0 });
    const histories = [
      {
        id: `sha256:${"1".repeat(64)}`,
        fn: "formerly" as const,
        actions: ["act"],
        where: isSecret,
        within: MINUTE,
        by: ["agent.id"],
      },
    ];
    const isLead = e.equals("agent.role", "lead");
    const rules = [
      rule({ name: "p.may", verdict: "allow", when: [e.equals("agent.role", "clerk")] }),
      rule({ name: "p.no", verdict: "block", when: [formerly] }),
      rule({ name: "p.lead", verdict: "allow", when: [isLead] }),
    ];
    const { runtime, clock } = await start({ exprs: e.all, histories, rules });
    const secret = requestOf({ text: "secret" });
    expect(await verdicts(runtime, 1, requestOf({ text: "plain" }))).toEqual(["allow"]);
    expect(await verdicts(runtime, 2, secret)).toEqual(["allow", "block"]);
    expect(await verdicts(runtime, 1, { ...requestOf(), agent: { id: "a-2", role: "lead" } })).toEqual([
      "allow",
    ]);
    clock.advance(MINUTE);
    expect(await verdicts(runtime, 1)).toEqual(["allow"]);
  });

  it("that cannot be known makes a restricting rule match", async () => {
    const e = new Exprs();
    const where = e.equals("args.text", "secret");
    const formerly = e.add({ op: "history", pattern: 0 });
    const histories = [
      { id: `sha256:${"1".repeat(64)}`, fn: "formerly" as const, actions: ["act"], where, by: [] },
    ];
    const { runtime } = await start({
      exprs: e.all,
      histories,
      rules: [may, rule({ name: "p.no", verdict: "block", when: [formerly] })],
    });
    expect(await verdicts(runtime, 2)).toEqual(["allow", "block"]);
  });

  it("that cannot be known permits nothing", async () => {
    const e = new Exprs();
    const where = e.equals("args.text", "secret");
    const formerly = e.add({ op: "history", pattern: 0 });
    const histories = [
      { id: `sha256:${"1".repeat(64)}`, fn: "formerly" as const, actions: ["act"], where, by: [] },
    ];
    const first = e.equals("args.n", 1);
    const rules = [
      rule({ name: "p.first", verdict: "allow", when: [first] }),
      rule({ name: "p.then", verdict: "allow", when: [formerly] }),
    ];
    const { runtime } = await start({ exprs: e.all, histories, rules });
    expect(await verdicts(runtime, 1, requestOf({ n: 1 }))).toEqual(["allow"]);
    expect(await verdicts(runtime, 1)).toEqual(["block"]);
    expect(await verdicts(runtime, 1, requestOf({ n: 1, text: "secret" }))).toEqual(["allow"]);
    expect(await verdicts(runtime, 1)).toEqual(["allow"]);
  });
});

describe("a grant", () => {
  const box = { mask: false, read: [], write: [], hide: [], reach: [], run: [], env: [], limits: {} };

  async function granted() {
    const e = new Exprs();
    const ended = e.add({ op: "grant", grant: 0, is: "ended" });
    const going = e.add({ op: "not", arg: ended });
    const revoke = e.add({
      op: "compare",
      cmp: "==",
      left: e.add({ op: "outcome" }),
      right: e.literal("failed"),
      scale: 0,
      unordered: false,
    });
    return start({
      requires: ["sandbox"],
      boxes: { b: box },
      exprs: e.all,
      grants: [{ id: "p.g", scope: ["args.text"], expires: MINUTE, revoke }],
      rules: [
        rule({ name: "p.g", verdict: "sandbox", permits: true, box: "b", grant: 0, when: [going] }),
        rule({ name: "p.g", verdict: "block", when: [ended] }),
      ],
    });
  }
  const task = (text: string): object => requestOf({ text });

  it("is revoked where it cannot be known whether it should be", async () => {
    const e = new Exprs();
    const going = e.add({ op: "not", arg: e.add({ op: "grant", grant: 0, is: "ended" }) });
    const revoke = e.equals("args.n", 1);
    const { runtime } = await start({
      requires: ["sandbox"],
      boxes: { b: box },
      exprs: e.all,
      grants: [{ id: "p.g", scope: ["agent.id"], expires: MINUTE, revoke }],
      rules: [rule({ name: "p.g", verdict: "sandbox", permits: true, box: "b", grant: 0, when: [going] })],
    });
    const { id } = await runtime.attempt(requestOf());
    await runtime.report(id, { outcome: "ok" });
    expect(await verdicts(runtime, 1)).toEqual(["block"]);
  });

  it("runs from its first use, in its scope, and has then ended", async () => {
    const { runtime, clock } = await granted();
    expect(await verdicts(runtime, 2, task("t-1"))).toEqual(["sandbox", "sandbox"]);
    clock.advance(MINUTE - 1);
    expect(await verdicts(runtime, 1, task("t-1"))).toEqual(["sandbox"]);
    clock.advance(1);
    expect(await verdicts(runtime, 1, task("t-1"))).toEqual(["block"]);
    expect(await verdicts(runtime, 1, task("t-2"))).toEqual(["sandbox"]);
    expect(await runtime.grants()).toMatchObject([{ id: "p.g", from: START, revoked: false }, { id: "p.g" }]);
  });

  it("is revoked by an outcome that revokes it", async () => {
    const { runtime } = await granted();
    const first = await runtime.attempt(task("t-1"));
    const second = await runtime.attempt(task("t-1"));
    expect(await runtime.report(first.id, { outcome: "ok" })).toMatchObject({ ok: true });
    expect(await verdicts(runtime, 1, task("t-1"))).toEqual(["sandbox"]);
    expect(await runtime.report(second.id, { outcome: "failed" })).toMatchObject({ ok: true });
    expect(await verdicts(runtime, 1, task("t-1"))).toEqual(["block"]);
  });
});
