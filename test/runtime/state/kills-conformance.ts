// What every store must do with kill switches that are tripped.

import { beforeEach, expect, it } from "vitest";
import type {
  Approval,
  Effects,
  LimitClaim,
  Reported,
  Settled,
  Store,
} from "../../../runtime/state/store.js";

const START = Date.parse("2026-01-01T00:00:00Z");
const DIGEST = `sha256:${"a".repeat(64)}`;
const NONE: Effects = { series: [], grants: [], approvals: [] };
const OVER: LimitClaim = {
  ...{ window: "p.w#1", key: "k", per: 1000, amount: 9, op: "<=", bound: 3, waived: false },
};

/** Runs the suite; `create` gives a store that is empty. */
export function killsConformance(create: () => Store | Promise<Store>): void {
  let store: Store;
  beforeEach(async () => {
    store = await create();
  });

  const kill = { killswitch: "p.stop", scope: "agent.id", value: '"a-1"' };

  it("stand until they are lifted, one by one", async () => {
    await store.kill({ ...kill, at: START });
    await store.kill({ ...kill, at: START + 1 });
    await store.kill({ killswitch: "p.stop", scope: "all", at: START });
    expect(await store.kills()).toHaveLength(2);
    expect(await store.revive(kill)).toBe("revived");
    expect(await store.revive(kill)).toBe("unknown");
    expect(await store.kills()).toEqual([{ killswitch: "p.stop", scope: "all", at: START }]);
  });

  it("stand in [at, until), and are never shortened", async () => {
    const ends = async (now: number): Promise<readonly (number | undefined)[]> => {
      await store.settle({ now, digest: DIGEST, limits: [] });
      const standing = (await store.kills()).filter(({ until }) => until === undefined || now < until);
      return standing.map(({ until }) => until);
    };
    await store.kill({ ...kill, at: START, until: START + 10 });
    await store.kill({ ...kill, at: START + 1, until: START + 5 });
    expect(await ends(START + 9)).toEqual([START + 10]);
    expect(await ends(START + 10)).toEqual([]);
    await store.kill({ ...kill, at: START + 20, until: START + 30 });
    await store.kill({ ...kill, at: START + 21 });
    await store.kill({ ...kill, at: START + 22, until: START + 40 });
    expect(await ends(START + 99)).toEqual([undefined]);
  });

  it("are tripped by a settlement, though it is over or has no effects, and not by one that is a conflict", async () => {
    const trips = [{ ...kill, at: START }];
    const settle = (more: object): Promise<Settled> =>
      store.settle({ now: START, digest: DIGEST, limits: [], trips, ...more });
    const stale: Approval = { digest: DIGEST, by: "ana", acknowledges: [], at: START };
    expect((await settle({ effects: { ...NONE, approvals: [stale] } })).outcome).toBe("conflict");
    expect(await store.kills()).toEqual([]);
    expect((await settle({ limits: [OVER] })).outcome).toBe("over");
    expect(await store.kills()).toHaveLength(1);
    await store.revive(kill);
    expect((await settle({})).outcome).toBe("settled");
    expect(await store.kills()).toHaveLength(1);
  });

  it("are tripped by a report that is settled, though its result waits, and by no other", async () => {
    const attempt = { id: "1", revokes: [], judged: [] };
    await store.settle({
      ...{ now: START, digest: DIGEST, limits: [] },
      effects: { ...NONE, pending: { attempt, keep: 10 } },
    });
    const report = (more: object): Promise<Reported> =>
      store.report({
        ...{ id: "1", now: START, outcome: "ok", digest: DIGEST, waits: true },
        ...{ trips: [{ ...kill, at: START }], ...more },
      });
    const stale: Approval = { digest: DIGEST, by: "ana", acknowledges: [], at: START };
    expect(await report({ id: "2" })).toBe("unknown");
    expect(await report({ spends: [stale] })).toBe("conflict");
    expect(await report({ revisions: ["none"] })).toBe("conflict");
    expect(await store.kills()).toEqual([]);
    expect(await report({})).toBe("settled");
    expect(await store.kills()).toEqual([{ ...kill, at: START }]);
  });
}
