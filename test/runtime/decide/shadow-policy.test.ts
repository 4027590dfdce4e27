// `mode shadow` of a whole policy: decided and recorded, never enforced; kill switches hold all the same.

import { describe, expect, it } from "vitest";
import { createMemoryStore } from "../../../runtime/state/memory.js";
import { StoreUnavailable } from "../../../runtime/state/store.js";
import { createRuntime, type Runtime, type RuntimeOptions } from "../../../runtime/runtime.js";
import { createVirtualClock } from "../../../runtime/state/clock.js";
import { OK, onResult, parts } from "../../support/results.js";
import { start } from "../../support/runtime.js";
import { requestOf } from "../../support/table.js";
import { tableOfFiles } from "../../support/compiling.js";

const POLICY = `policy p { mode MODE }
agent  { id: string, owner?: string }
impact { hosts: int }
action pay(to: string, amount: int, memo?: string) { effect write, reversible always }
action look(at: string) { effect read, reversible always }
action run(code: string) { effect execute, reversible always }
action tell() { effect read, reversible always }
group  g = ["ana@corp.example", "ben@corp.example"]
sandbox box { read "/usr/**" }
killswitch stop { scope [all, agent.id] }
rule may on pay, look { allow }
rule asks on pay { when args.amount >= 100, escalate to g, notify "desk" }
rule never on pay { when args.to == "Mallory", block }
redact memos on pay { mask args.memo matching email, mask result matching [api_key] }
throttle twice on pay { limit 2 per 1h by agent.id }
cap hosts on pay { limit sum(impact.hosts) <= 5 per 1h, when args.amount == 7, else block }
rule failing on tell { when count(attempts pay where outcome == failed, within 1h, by agent.id) >= 3, block }
rule busy on look { when count(pay, within 1h, by agent.id) >= 2, block }
grant code on run { inside box, scope agent.id, expires 1m, else block }
rule later on run { when args.code == "later", throttle }
`;

async function runtimeIn(mode: "enforce" | "shadow", options: RuntimeOptions = {}) {
  const text = POLICY.replace("MODE", mode);
  const table = tableOfFiles({ "p.agentpol": text });
  const clock = createVirtualClock(0);
  return { clock, runtime: await createRuntime(table, { clock, sandbox: { name: "stand-in" }, ...options }) };
}

const attempt = async (runtime: Runtime, name: string, args: object, more: object = {}) =>
  runtime.attempt({ agent: { id: "a" }, action: { name, args }, ...more });
const pay = (runtime: Runtime, args: object = {}) =>
  attempt(runtime, "pay", { to: "Acme", amount: 1, ...args });

describe("a policy in shadow mode", () => {
  it("answers as it would, and lets everything proceed as requested", async () => {
    const { runtime } = await runtimeIn("shadow");
    const blocked = await pay(runtime, { to: "Mallory", memo: "a@b.example" });
    expect(blocked).toMatchObject({ verdict: "block", enforced: "allow", mode: "shadow", rule: "p.never" });
    const redacted = await pay(runtime, { memo: "a@b.example" });
    expect(redacted).toMatchObject({ verdict: "redact", enforced: "allow", rule: "p.memos" });
    expect(redacted.obligations).toEqual({ redactions: [], connect: [], notify: [] });
    const asks = await pay(runtime, { amount: 100 });
    expect(asks).toMatchObject({ verdict: "escalate", enforced: "allow" });
    expect(asks.obligations).toEqual({ redactions: [], connect: [], notify: [] });
  });

  it("in enforce mode what is enforced is the verdict", async () => {
    const { runtime } = await runtimeIn("enforce");
    for (const args of [{}, { to: "Mallory" }, { amount: 100 }, { memo: "a@b.example" }, { amount: "x" }]) {
      const { verdict, enforced, mode } = await pay(runtime, args);
      expect({ enforced, mode }).toEqual({ enforced: verdict, mode: "enforce" });
    }
  });

  it("windows and history record every action, since it runs", async () => {
    const { runtime } = await runtimeIn("shadow");
    await pay(runtime, { to: "Mallory" });
    await pay(runtime, { amount: 100 });
    expect(await pay(runtime)).toMatchObject({ verdict: "throttle", enforced: "allow", rule: "p.twice" });
    expect(await attempt(runtime, "look", { at: "x" })).toMatchObject({ verdict: "block", rule: "p.busy" });
  });

  it("and in enforce mode what is held leaves nothing", async () => {
    const { runtime } = await runtimeIn("enforce");
    await pay(runtime, { to: "Mallory" });
    await pay(runtime, { amount: 100 });
    expect(await pay(runtime)).toMatchObject({ verdict: "allow" });
    expect(await attempt(runtime, "look", { at: "x" })).toMatchObject({ verdict: "allow" });
  });

  it("what is over a window's limit is counted in it, and so is what has no known amount, as nothing", async () => {
    const { runtime } = await runtimeIn("shadow");
    const spread = (hosts?: number) =>
      attempt(
        runtime,
        "pay",
        { to: "Acme", amount: 7 },
        { impact: { ...(hosts !== undefined && { hosts }) } },
      );
    expect(await spread()).toMatchObject({ verdict: "block", rule: "p.hosts" });
    expect(await spread(5)).toMatchObject({ verdict: "allow" });
    expect(await spread(1)).toMatchObject({ verdict: "block", rule: "p.hosts" });
  });

  it("a grant starts with its first use, even under a verdict that would hold", async () => {
    const { clock, runtime } = await runtimeIn("shadow");
    expect(await attempt(runtime, "run", { code: "later" })).toMatchObject({ verdict: "throttle" });
    clock.advance(60_000);
    expect(await attempt(runtime, "run", { code: "x" })).toMatchObject({
      verdict: "block",
      enforced: "allow",
    });
  });

  it("spends the approvals of an action that runs", async () => {
    const { runtime } = await runtimeIn("shadow");
    const { digest = "" } = await pay(runtime, { amount: 100 });
    await runtime.approve({ digest, by: "ana@corp.example" });
    expect(await pay(runtime, { amount: 100 })).toMatchObject({ verdict: "allow" });
    expect(
      await runtime.explain({
        agent: { id: "a" },
        action: { name: "pay", args: { to: "Acme", amount: 100 } },
      }),
    ).toMatchObject({ decision: { verdict: "escalate", enforced: "allow" } });
  });

  it("reports of outcomes are taken of every action, and results come back as they are", async () => {
    const { runtime } = await runtimeIn("shadow");
    const { id } = await pay(runtime, { to: "Mallory" });
    const result = "key AKIAIOSFODNN7EXAMPLE";
    expect(await runtime.report(id, { outcome: "ok", result })).toMatchObject({ ok: true, result });
  });

  it("ties no report to attempts, which are counted when all is done: how they ended stays unknown", async () => {
    for (const times of [2, 3]) {
      const { runtime } = await runtimeIn("shadow");
      for (let i = 0; i < times; i += 1) {
        const { id } = await pay(runtime);
        expect(await runtime.report(id, { outcome: "ok" })).toMatchObject({ ok: true });
      }
      const { matched } = await attempt(runtime, "tell", {});
      expect(matched.some(({ rule }) => rule === "p.failing")).toBe(times === 3);
    }
  });

  it("an invalid request and a fault get `on_error` as their verdict, and proceed", async () => {
    const { runtime } = await runtimeIn("shadow");
    expect(await pay(runtime, { amount: "x" })).toMatchObject({
      verdict: "block",
      enforced: "allow",
      code: "request.invalid",
    });
    const store = { ...createMemoryStore(), read: () => Promise.reject(new StoreUnavailable("gone")) };
    const away = await runtimeIn("shadow", { store });
    expect(await pay(away.runtime)).toMatchObject({
      verdict: "block",
      enforced: "allow",
      code: "decision.fault",
    });
    const full = await runtimeIn("shadow", { store: createMemoryStore({ maxKeys: 0 }) });
    expect(await pay(full.runtime)).toMatchObject({ enforced: "allow", code: "decision.fault" });
  });

  it("kill switches hold", async () => {
    const { runtime } = await runtimeIn("shadow");
    await runtime.kill({ scope: "agent.id", value: "a" });
    expect(await pay(runtime)).toMatchObject({ verdict: "block", enforced: "block", rule: "p.stop" });
    await runtime.revive({ scope: "agent.id", value: "a", waived: true });
    expect(await pay(runtime, { to: "Mallory" })).toMatchObject({ verdict: "block", enforced: "allow" });
  });
});

describe("what comes back, in shadow mode", () => {
  const policy = { mode: "shadow" } as const;

  it("is decided, and the agent sees it as it is", async () => {
    const { runtime } = await start({ ...parts([onResult({ name: "p.held", verdict: "block" })]), policy });
    const { id } = await runtime.attempt(requestOf());
    expect(await runtime.report(id, { outcome: "ok", result: OK })).toMatchObject({
      ok: true,
      decision: { verdict: "block", enforced: "allow", rule: "p.held" },
      result: OK,
    });
  });

  it("passes where it does not fit its declaration", async () => {
    const { runtime } = await start({ ...parts([]), policy });
    const { id } = await runtime.attempt(requestOf());
    expect(await runtime.report(id, { outcome: "ok", result: 7 })).toMatchObject({
      ok: true,
      decision: { verdict: "block", enforced: "allow", code: "result.invalid" },
      result: 7,
    });
  });

  it("does not wait for an approval", async () => {
    const asks = onResult({ name: "p.ask", verdict: "escalate", needs: 0 });
    const { runtime } = await start({ ...parts([asks]), policy });
    const { id } = await runtime.attempt(requestOf());
    expect(await runtime.report(id, { outcome: "ok", result: OK })).toMatchObject({ ok: true, result: OK });
    expect(await runtime.report(id, { outcome: "ok", result: OK })).toMatchObject({ ok: false });
  });
});
