import { describe, expect, it } from "vitest";
import { createRuntime, RuntimeRefused, type RuntimeOptions } from "../../runtime/runtime.js";
import { createMemoryStore } from "../../runtime/state/memory.js";
import { StoreUnavailable, type Store } from "../../runtime/state/store.js";
import { groups, may, MINUTE, needs, start, verdicts } from "../support/runtime.js";
import { action, requestOf, rule, sealed, tableOf } from "../support/table.js";

describe("creating a runtime", () => {
  it("refuses a table that was changed", async () => {
    const table = tableOf({ rules: [may] });
    await expect(createRuntime({ ...table, digest: `sha256:${"0".repeat(64)}` })).rejects.toThrow(
      RuntimeRefused,
    );
    await expect(createRuntime("nonsense")).rejects.toThrow(/the table is refused/);
  });

  it.each(["sandbox", "identity", "audit", "trust"] as const)(
    "refuses a policy that demands %s, and says how to pass it",
    async (part) => {
      const table = tableOf({ requires: [part], rules: [may] });
      await expect(createRuntime(table)).rejects.toThrow(`pass \`${part}: { name: … }\` to createRuntime`);
      await expect(createRuntime(table, { [part]: { name: "a stand-in" } })).resolves.toBeDefined();
    },
  );

  it("refuses options that are no object", async () => {
    const options: unknown = null;
    const creating = createRuntime(tableOf({ rules: [may] }), options as RuntimeOptions);
    await expect(creating).rejects.toThrow(RuntimeRefused);
  });

  it("takes what was loaded: a table that is changed later changes nothing", async () => {
    const table = tableOf({ rules: [may] });
    const runtime = await createRuntime(table);
    (table.rules as unknown[]).length = 0;
    expect(await verdicts(runtime, 1)).toEqual(["allow"]);
  });
});

describe("a report", () => {
  const masking = rule({
    name: "p.pii",
    verdict: "none",
    redactions: [{ op: "mask", target: "result", detectors: ["email"] }],
  });

  it("gives the result as the agent may see it, once", async () => {
    const { runtime } = await start({ rules: [may, masking] });
    const { id } = await runtime.attempt(requestOf());
    const report = { outcome: "ok", result: { rows: ["ann@example.com", 7] } } as const;
    expect(await runtime.report(id, report)).toMatchObject({
      ok: true,
      result: { rows: ["[redacted email]", 7] },
    });
    expect(await runtime.report(id, report)).toMatchObject({ ok: false });
  });

  it("of what was held, or of a result that cannot be read, is refused", async () => {
    const { runtime } = await start({ rules: [may, masking] });
    const { id } = await runtime.attempt(requestOf({ n: "x" }));
    expect(await runtime.report(id, { outcome: "ok", result: "ann@example.com" })).toMatchObject({
      ok: false,
    });
    const permitted = await runtime.attempt(requestOf());
    const cyclic: { self?: unknown } = {};
    cyclic.self = cyclic;
    expect(await runtime.report(permitted.id, { outcome: "ok", result: cyclic })).toMatchObject({
      ok: false,
    });
  });
});

describe("kill switches", () => {
  const killswitches = [
    { name: "p.stop", origin: "p.agentpol:1:1", scope: ["all", "agent.id", "action.name"], needs: 1 },
  ];
  const parts = { groups, needs, killswitches, rules: [may] };

  it("halt at once what they cover, until those agree whom they need", async () => {
    const { runtime } = await start(parts);
    expect(await runtime.kill({ scope: "agent.id", value: "a-1" })).toEqual({ ok: true });
    expect(await runtime.attempt(requestOf())).toMatchObject({ verdict: "block", rule: "p.stop" });
    expect(await verdicts(runtime, 1, { ...requestOf(), agent: { id: "a-2", role: "clerk" } })).toEqual([
      "allow",
    ]);
    expect(await runtime.revive({ scope: "agent.id", value: "a-1", by: ["ana"] })).toMatchObject({
      ok: false,
      reason: expect.stringContaining("p.stop") as string,
    });
    expect(await verdicts(runtime, 1)).toEqual(["block"]);
    expect(await runtime.revive({ scope: "agent.id", value: "a-1", by: ["SEC"] })).toEqual({ ok: true });
    expect(await verdicts(runtime, 1)).toEqual(["allow"]);
  });

  it.each([
    ["a scope that none declares", { scope: "agent.role", value: "clerk" }],
    ["a kill switch that is none", { scope: "all", killswitch: "p.other" }],
    ["a value that does not fit", { scope: "agent.id", value: 7 }],
    ["an action that is not declared", { scope: "action.name", value: "other" }],
    ["a scope without its value", { scope: "agent.id" }],
    ["all with a value", { scope: "all", value: "x" }],
  ])("refuse %s", async (_, scope) => {
    const { runtime } = await start(parts);
    expect(await runtime.kill(scope)).toMatchObject({ ok: false });
    expect(await runtime.revive({ ...scope, waived: true })).toMatchObject({ ok: false });
    expect(await verdicts(runtime, 1)).toEqual(["allow"]);
  });

  it("refuse a name that no wildcard takes, and no other", async () => {
    const schema = { ...tableOf().schema, actions: { "mcp.*": action(), act: action() } };
    const { runtime } = await start({ ...parts, schema });
    const done = async (value: unknown): Promise<boolean> =>
      (await runtime.kill({ scope: "action.name", value })).ok;
    expect([await done("mcp.a.b"), await done("act")]).toEqual([true, true]);
    expect([await done("mpc.a"), await done("mcp.*"), await done("mcp.a b"), await done(7)]).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });

  it("that are not tripped cannot be lifted", async () => {
    const { runtime } = await start(parts);
    expect(await runtime.revive({ scope: "all", waived: true })).toMatchObject({ ok: false });
  });
});

describe("a store", () => {
  const failing = (names: readonly (keyof Store)[]): Store => {
    const store = createMemoryStore();
    const down = () => Promise.reject(new StoreUnavailable("no route"));
    return { ...store, ...Object.fromEntries(names.map((name) => [name, down])) };
  };

  it.each<[keyof Store]>([["kills"], ["read"], ["settle"]])(
    "that cannot be reached for %s gives the policy's on_error",
    async (name) => {
      const { runtime } = await start({ rules: [may] }, { store: failing([name]) });
      expect(await runtime.attempt(requestOf())).toMatchObject({
        verdict: "block",
        rule: "on_error",
        code: "decision.fault",
        fault: { message: expect.stringContaining("no route") as string },
      });
    },
  );

  it("that cannot be reached is an answer to all other questions", async () => {
    const { runtime } = await start({ rules: [may] }, { store: failing(["report", "approve"]) });
    expect(await runtime.report("x", { outcome: "ok" })).toMatchObject({ ok: false });
    expect(await runtime.approve({ digest: `sha256:${"0".repeat(64)}`, by: "ana" })).toMatchObject({
      ok: false,
    });
  });

  it("that is full holds, even where on_error permits", async () => {
    const onError = { verdict: "allow", reason: "go on", origin: "p.agentpol:1:1" } as const;
    const windows = [{ id: "p.slow#1", per: MINUTE, by: ["agent.id"] }];
    const slow = rule({
      name: "p.slow",
      verdict: "throttle",
      limit: { window: 0, amount: 1, op: "<=", bound: 9 },
    });
    const { runtime } = await start(
      { policy: { onError }, windows, rules: [may, slow] },
      { store: createMemoryStore({ maxKeys: 1 }) },
    );
    expect(await verdicts(runtime, 2)).toEqual(["allow", "allow"]);
    const other = await runtime.attempt({ ...requestOf(), agent: { id: "a-2", role: "clerk" } });
    expect(other).toMatchObject({ verdict: "throttle", enforced: "throttle", code: "decision.fault" });
    expect(await verdicts(runtime, 1)).toEqual(["allow"]);
  });

  it("that keeps changing ends in a fault", async () => {
    const store: Store = { ...createMemoryStore(), settle: () => Promise.resolve({ outcome: "conflict" }) };
    const { runtime } = await start({ rules: [may] }, { store });
    expect(await runtime.attempt(requestOf())).toMatchObject({ rule: "on_error", code: "decision.fault" });
  });
});

describe("explaining", () => {
  it("decides as an attempt would, and takes nothing", async () => {
    const windows = [{ id: "p.slow#1", per: MINUTE, by: [] }];
    const slow = rule({
      name: "p.slow",
      verdict: "throttle",
      limit: { window: 0, amount: 1, op: "<=", bound: 1 },
    });
    const { runtime } = await start({ windows, rules: [may, slow] });
    for (let i = 0; i < 3; i += 1)
      expect((await runtime.explain(requestOf())).decision.verdict).toBe("allow");
    expect(await verdicts(runtime, 1)).toEqual(["allow"]);
    const { decision, rules } = await runtime.explain(requestOf());
    expect(decision.verdict).toBe("throttle");
    expect(rules.map(({ status }) => status)).toEqual(["matched", "matched"]);
  });
});

describe("time", () => {
  it("is the clock's, unless requests are honoured", async () => {
    const time = "2030-01-01T00:00:00Z";
    const { runtime } = await start({ rules: [may] });
    expect((await runtime.attempt({ ...requestOf(), time })).time).toBe("2026-01-01T00:00:00.000Z");
    const replay = await start({ rules: [may] }, { honourRequestTime: true });
    expect((await replay.runtime.attempt({ ...requestOf(), time })).time).toBe("2030-01-01T00:00:00.000Z");
  });

  it.each([NaN, Infinity, 1e20])("of %d is no time", async (now) => {
    const { runtime } = await start({ rules: [may] }, { clock: { now: () => now } });
    expect(await runtime.attempt(requestOf())).toMatchObject({ rule: "on_error", code: "decision.fault" });
  });
});

it("a table's own digest names the policy in every decision", async () => {
  const table = sealed(tableOf({ rules: [may] }));
  const runtime = await createRuntime(table);
  expect((await runtime.attempt(requestOf())).policy).toEqual({ name: "p", digest: table.digest });
});
