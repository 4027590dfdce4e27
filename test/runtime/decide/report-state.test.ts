// A report among others: approvals of a result, the past, shadow rules, stores that fail, and the decision without state.

import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { decideResult } from "../../../runtime/decide/decide-result.js";
import type { Explanation } from "../../../runtime/decide/explain.js";
import type { ReportResult } from "../../../runtime/decide/report.js";
import { ready } from "../../../runtime/facts/ready.js";
import type { Runtime } from "../../../runtime/runtime.js";
import { createMemoryStore } from "../../../runtime/state/memory.js";
import { StoreUnavailable } from "../../../runtime/state/store.js";
import { DECLARED, large, OK, onResult, parts, reported, teapot } from "../../support/results.js";
import { may, MINUTE, start } from "../../support/runtime.js";
import { Exprs, policyOf, requestOf, rule } from "../../support/table.js";

beforeAll(ready);

describe("a result that waits for an approval", () => {
  const ask = onResult({ name: "p.ask", verdict: "escalate", needs: 1 });
  const digestOf = (answer: ReportResult): string => answer.decision?.obligations.approvals?.digest ?? "";

  async function waiting(): Promise<{
    runtime: Runtime;
    advance: (ms: number) => void;
    id: string;
    digest: string;
  }> {
    const { runtime, clock } = await start(parts([ask]));
    const { id } = await runtime.attempt(requestOf());
    const answer = await runtime.report(id, { outcome: "ok", result: OK });
    expect(answer).toMatchObject({ ok: false, decision: { verdict: "escalate", rule: "p.ask" } });
    expect(JSON.stringify(answer)).not.toContain("fine");
    return { runtime, advance: (ms) => clock.advance(ms), id, digest: digestOf(answer) };
  }

  it("is permitted once it is approved and the very same report is made again, and then no more", async () => {
    const { runtime, id, digest } = await waiting();
    expect(await runtime.report(id, { outcome: "ok", result: { ...OK } })).toMatchObject({ ok: false });
    expect(await runtime.approve({ digest, by: "sec" })).toEqual({ ok: true });
    expect(await runtime.report(id, { outcome: "ok", result: { status: 200, body: "fine" } })).toMatchObject({
      ok: true,
      result: OK,
    });
    expect(await runtime.report(id, { outcome: "ok", result: OK })).not.toHaveProperty("decision");
  });

  it("binds the approval to the result: another result, or another outcome, is refused", async () => {
    const { runtime, id, digest } = await waiting();
    await runtime.approve({ digest, by: "sec" });
    for (const other of [
      { outcome: "ok", result: { body: "other" } },
      { outcome: "failed", result: OK },
      { outcome: "ok" },
    ] as const)
      expect(await runtime.report(id, other)).toEqual({
        ok: false,
        reason: "no attempt of this id awaits a report, or not this one",
      });
    expect(await runtime.report(id, { outcome: "ok", result: OK })).toMatchObject({ ok: true });
  });

  it("takes no approval of the action, none of the agent's own, and none that has expired", async () => {
    const { runtime, advance, id, digest } = await waiting();
    const action = await runtime.explain(requestOf());
    expect(action.decision.digest).not.toBe(digest);
    await runtime.approve({ digest: action.decision.digest ?? "", by: "sec" });
    await runtime.approve({ digest, by: "a-1" });
    expect(await runtime.report(id, { outcome: "ok", result: OK })).toMatchObject({ ok: false });
    await runtime.approve({ digest, by: "sec" });
    advance(MINUTE);
    expect(await runtime.report(id, { outcome: "ok", result: OK })).toMatchObject({ ok: false });
  });

  it("lets only one of several reports at once spend an approval", async () => {
    const { runtime, id, digest } = await waiting();
    await runtime.approve({ digest, by: "sec" });
    const report = { outcome: "ok", result: OK } as const;
    const answers = await Promise.all([runtime.report(id, report), runtime.report(id, report)]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  });
});

describe("rules on a result and on its action", () => {
  it("do not decide each other's", async () => {
    const { runtime } = await start(parts([onResult({ name: "p.no", verdict: "block" })]));
    expect(await runtime.attempt(requestOf())).toMatchObject({ verdict: "allow", rule: "p.may" });
    const { runtime: other } = await start(parts([rule({ name: "p.no", verdict: "block", when: [large] })]));
    const { id } = await other.attempt(requestOf({ n: 1 }));
    expect(await other.report(id, { outcome: "ok", result: OK })).toMatchObject({
      decision: { rule: "default" },
    });
  });

  it("do not permit each other's: an `allow` on a result lets no action through", async () => {
    const { runtime } = await start({
      schema: DECLARED,
      rules: [onResult({ name: "p.yes", verdict: "allow" })],
    });
    expect(await runtime.attempt(requestOf())).toMatchObject({ verdict: "block", rule: "default" });
  });

  it("see the past as it was when the action was decided: the action itself is no part of it", async () => {
    const pattern = {
      id: `sha256:${"0".repeat(64)}`,
      fn: "count",
      actions: ["act"],
      by: ["agent.id"],
    } as const;
    const own = new Exprs();
    const second = own.add({
      op: "compare",
      cmp: ">=",
      left: own.add({ op: "history", pattern: 0 }),
      right: own.literal(1),
      scale: 0,
      unordered: false,
    });
    const { runtime } = await start({
      schema: DECLARED,
      exprs: own.all,
      histories: [pattern],
      rules: [may, onResult({ name: "p.again", verdict: "block", when: [second] })],
    });
    const [first, then] = [await runtime.attempt(requestOf()), await runtime.attempt(requestOf())];
    expect(await runtime.report(first.id, { outcome: "ok", result: OK })).toMatchObject({ ok: true });
    expect(await runtime.report(then.id, { outcome: "ok", result: OK })).toMatchObject({
      decision: { rule: "p.again" },
    });
  });

  it("leave what was withheld in history", async () => {
    const pattern = {
      id: `sha256:${"0".repeat(64)}`,
      fn: "formerly",
      actions: ["act"],
      by: ["agent.id"],
    } as const;
    const own = new Exprs();
    const before = own.add({ op: "history", pattern: 0 });
    const { runtime } = await start({
      schema: DECLARED,
      exprs: own.all,
      histories: [pattern],
      rules: [
        may,
        rule({ name: "p.once", verdict: "block", when: [before] }),
        onResult({ name: "p.no", verdict: "block" }),
      ],
    });
    const { id } = await runtime.attempt(requestOf());
    expect(await runtime.report(id, { outcome: "ok", result: OK })).toMatchObject({ ok: false });
    expect(await runtime.attempt(requestOf())).toMatchObject({ rule: "p.once" });
  });

  it("in shadow say what they would, and hold nothing", async () => {
    const answer = await reported([onResult({ name: "p.no", verdict: "block", shadow: true })], OK);
    expect(answer).toMatchObject({
      ok: true,
      decision: {
        verdict: "allow",
        shadow: { verdict: "block", matched: [{ rule: "p.no" }, { rule: "default" }] },
      },
    });
  });
});

describe("explaining a result", () => {
  it("tells of the rules on it, and takes nothing", async () => {
    const rows = [onResult({ name: "p.no", verdict: "block", when: [teapot] })];
    const { runtime } = await start(parts(rows));
    const { id } = await runtime.attempt(requestOf());
    const result = { body: "x", status: 418 };
    const { decision, rules } = await explained(runtime, id, result);
    expect(decision).toMatchObject({ verdict: "block", rule: "p.no" });
    expect(rules).toMatchObject([
      { rule: "p.no", status: "matched", conditions: [{ reads: [{ path: "result.status", value: "418" }] }] },
    ]);
    expect((await runtime.explain(requestOf())).rules.map(({ rule: name }) => name)).not.toContain("p.no");
    expect(await runtime.report(id, { outcome: "ok", result })).toMatchObject({ decision: { rule: "p.no" } });
  });

  it("of what awaits no report has nothing to tell", async () => {
    const { runtime } = await start({ schema: DECLARED });
    const { id } = await runtime.attempt(requestOf());
    expect(await runtime.explainReport(id, { outcome: "ok", result: OK })).toBeUndefined();
  });
});

async function explained(runtime: Runtime, id: string, result: unknown): Promise<Explanation> {
  const explanation = await runtime.explainReport(id, { outcome: "ok", result });
  if (explanation === undefined) throw new Error("nothing is explained");
  return explanation;
}

describe("decideResult, without state", () => {
  const asking = policyOf(parts([onResult({ name: "p.ask", verdict: "escalate", needs: 1 })]));

  it("gives what a runtime gives", async () => {
    const decision = decideResult(asking, requestOf(), { outcome: "ok", result: OK }, { now: 0 });
    const answer = await reported([onResult({ name: "p.ask", verdict: "escalate", needs: 1 })], OK);
    expect(decision.digest).toBe(answer.decision?.digest);
    expect(decision).toMatchObject({ verdict: "escalate", rule: "p.ask" });
  });

  it("takes approvals of the result, and those of the action for the action alone", () => {
    const approval = { by: "sec", acknowledges: [], at: 0 };
    const report = { outcome: "ok", result: OK } as const;
    const verdict = (facts: object): string =>
      decideResult(asking, requestOf(), report, { now: 0, ...facts }).verdict;
    expect(verdict({ approvals: [approval] })).toBe("escalate");
    expect(verdict({ resultApprovals: [approval] })).toBe("allow");
  });

  it("withholds what came back from an action that is not permitted", () => {
    const decision = decideResult(asking, { nonsense: 1 }, { outcome: "ok", result: OK });
    expect(decision).toMatchObject({ verdict: "block", code: "decision.fault" });
  });

  it("never throws, whatever is reported", () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withMap: true, withNullPrototype: true }), (result) => {
        expect(() => decideResult(asking, requestOf(), { outcome: "ok", result })).not.toThrow();
      }),
    );
  });
});

describe("a report that cannot be decided", () => {
  it("is refused where the store cannot be reached, and may be made again", async () => {
    let away = false;
    const memory = createMemoryStore();
    const store = {
      ...memory,
      pending: (id: string, now: number) =>
        away ? Promise.reject(new StoreUnavailable("away")) : memory.pending(id, now),
    };
    const { runtime } = await start(parts([]), { store });
    const { id } = await runtime.attempt(requestOf());
    away = true;
    expect(await runtime.report(id, { outcome: "ok", result: OK })).toMatchObject({ ok: false });
    away = false;
    expect(await runtime.report(id, { outcome: "ok", result: OK })).toMatchObject({ ok: true });
  });

  it.each<[string, object]>([
    ["nonsense for an attempt", { pending: () => Promise.resolve({ judged: [{ request: 1 }] }) }],
    [
      "a request that is no JSON",
      {
        pending: () =>
          Promise.resolve({ id: "x", revokes: [], judged: [{ request: "{", rewrites: [], past: [] }] }),
      },
    ],
    [
      "a request of an action that is none",
      {
        pending: () =>
          Promise.resolve({ id: "x", revokes: [], judged: [{ request: "{}", rewrites: [], past: [] }] }),
      },
    ],
    ["nonsense for a settlement", { report: () => Promise.resolve("fine") }],
  ])("withholds where the store answers %s", async (_, broken) => {
    const { runtime } = await start(parts([]), { store: { ...createMemoryStore(), ...broken } });
    const { id } = await runtime.attempt(requestOf());
    const answer = await runtime.report(id, { outcome: "ok", result: OK });
    expect(answer.ok).toBe(false);
    expect(answer).not.toHaveProperty("result");
  });

  it("is held where its rules overflow", async () => {
    const own = new Exprs();
    const status = own.attribute("result.status");
    const product = own.add({ op: "mul", left: status, right: status, scales: [0, 0, 0] });
    const big = own.add({
      op: "compare",
      cmp: ">",
      left: product,
      right: own.literal(0),
      scale: 0,
      unordered: false,
    });
    const { runtime } = await start({
      schema: DECLARED,
      exprs: own.all,
      rules: [may, onResult({ name: "p.r", verdict: "block", when: [big] })],
    });
    const { id } = await runtime.attempt(requestOf());
    const result = { body: "x", status: Number.MAX_SAFE_INTEGER };
    expect(await runtime.report(id, { outcome: "ok", result })).toMatchObject({
      ok: false,
      decision: { verdict: "block", code: "decision.fault" },
    });
  });
});
