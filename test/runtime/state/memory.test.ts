import { describe, expect, it } from "vitest";
import { createMemoryStore } from "../../../runtime/state/memory.js";
import type { Effects, LimitClaim, Settled, Store } from "../../../runtime/state/store.js";
import { killsConformance } from "./kills-conformance.js";
import { pendingConformance } from "./pending-conformance.js";
import { revisionConformance } from "./revision-conformance.js";
import { storeConformance } from "./store-conformance.js";

describe("the store in memory", () => {
  storeConformance(() => createMemoryStore());
  killsConformance(() => createMemoryStore());
  pendingConformance(() => createMemoryStore());
  revisionConformance(() => createMemoryStore());
});

describe("the store in memory, with room for two keys of a kind", () => {
  const START = 1_000_000;
  const NONE: Effects = { series: [], grants: [], approvals: [] };
  const claim = (key: string, per = 1000): LimitClaim => ({
    window: "p.w#1",
    key,
    per,
    amount: 1,
    op: "<=",
    bound: 9,
    waived: false,
  });
  const settle = (
    store: Store,
    now: number,
    limits: readonly LimitClaim[],
    effects: Partial<Effects> = {},
  ): Promise<Settled> => store.settle({ now, digest: "d", limits, effects: { ...NONE, ...effects } });

  it("says that it is full, takes nothing, and has room again once something has expired", async () => {
    const store = createMemoryStore({ maxKeys: 2 });
    await settle(store, START, [claim("a"), claim("b")]);
    expect(await settle(store, START, [claim("a"), claim("c")])).toEqual({ outcome: "full" });
    expect((await settle(store, START + 1, [claim("a")])).outcome).toBe("settled");
    expect((await settle(store, START + 1000, [claim("c")])).outcome).toBe("settled");
    expect(await settle(store, START + 1000, [claim("d")])).toEqual({ outcome: "full" });
  });

  it("never forgets a grant that has ended", async () => {
    const store = createMemoryStore({ maxKeys: 2 });
    const grant = (key: string) => ({ id: "p.g", key, expires: 10 });
    await settle(store, START, [], { grants: [grant("a")] });
    await settle(store, START, [], { grants: [grant("b")] });
    expect(await settle(store, START + 1e9, [], { grants: [grant("c")] })).toEqual({ outcome: "full" });
    const { grants } = await store.read({
      now: START + 1e9,
      digest: "d",
      series: [],
      grants: [grant("a"), grant("b"), grant("c")],
    });
    expect(grants).toEqual(["ended", "ended", "unused"]);
  });

  it("counts each value that is told apart as a key", async () => {
    const store = createMemoryStore({ maxKeys: 3 });
    const event = (value: string) => ({
      id: "h",
      fn: "distinct" as const,
      key: "k",
      within: 1000,
      certain: true,
      value,
    });
    await settle(store, START, [], { series: [event("x")] });
    await settle(store, START, [], { series: [event("y")] });
    expect((await settle(store, START, [], { series: [event("y")] })).outcome).toBe("settled");
    expect(await settle(store, START, [], { series: [event("z")] })).toEqual({ outcome: "full" });
    expect((await settle(store, START + 2000, [], { series: [event("z")] })).outcome).toBe("settled");
  });

  it("has no room for approvals and kills beyond what it can keep", async () => {
    const store = createMemoryStore({ maxKeys: 2 });
    const approval = (digest: string) => ({ digest, by: "ana", acknowledges: [], at: START });
    expect(await store.approve(approval("a"), 10)).toBe("recorded");
    expect(await store.approve(approval("b"), 10)).toBe("recorded");
    expect(await store.approve(approval("c"), 10)).toBe("full");
    expect(await store.approve({ ...approval("c"), at: START + 10 }, 10)).toBe("recorded");
    for (const value of ["1", "2"])
      expect(await store.kill({ killswitch: "p.k", scope: "agent.id", value, at: START })).toBe("recorded");
    expect(await store.kill({ killswitch: "p.k", scope: "agent.id", value: "3", at: START })).toBe("full");
  });

  it("forgets the oldest attempt that revokes nothing, and no other", async () => {
    const store = createMemoryStore({ maxKeys: 2 });
    const harmless = (id: string) => ({
      pending: { attempt: { id, revokes: [], judged: [] }, keep: 1000 },
    });
    const grant = { id: "p.g", key: "k", expires: 1000 };
    const revoking = (id: string) => ({
      pending: { attempt: { id, revokes: [{ grant, when: ["ok" as const] }], judged: [] }, keep: 1000 },
    });
    for (const id of ["1", "2", "3"])
      expect((await settle(store, START, [], harmless(id))).outcome).toBe("settled");
    expect(await store.pending("1", START)).toBeUndefined();
    expect(await store.pending("2", START)).toBeDefined();
    for (const id of ["4", "5"])
      expect((await settle(store, START, [], revoking(id))).outcome).toBe("settled");
    expect(await settle(store, START, [], revoking("6"))).toEqual({ outcome: "full" });
    expect(await store.pending("4", START)).toBeDefined();
  });

  it("forgets old attempts where the requests that are kept for their results grow too large", async () => {
    const store = createMemoryStore({ maxKeys: 10 });
    const large = (id: string) => ({
      pending: {
        attempt: { id, revokes: [], judged: [{ request: "x".repeat(4000), rewrites: [], past: [] }] },
        keep: 1000,
      },
    });
    for (const id of ["1", "2", "3"]) await settle(store, START, [], large(id));
    expect(await store.pending("1", START)).toBeUndefined();
    expect(await store.pending("2", START)).toBeDefined();
    expect(await store.pending("3", START)).toBeDefined();
  });
});
