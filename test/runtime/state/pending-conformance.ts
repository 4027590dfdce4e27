// What every store must do with attempts whose report is awaited.

import { beforeEach, describe, expect, it } from "vitest";
import type { Effects, GrantQuery, Pending, Report, Settled, Store } from "../../../runtime/state/store.js";

const START = Date.parse("2026-01-01T00:00:00Z");
const DIGEST = `sha256:${"a".repeat(64)}`;
const OTHER_DIGEST = `sha256:${"b".repeat(64)}`;

const ended = (outcome: "ok" | "failed", more: Partial<Report> = {}): Report => ({
  id: "x",
  now: START,
  outcome,
  digest: DIGEST,
  waits: false,
  ...more,
});

/** Runs the suite; `create` gives a store that is empty. */
export function pendingConformance(create: () => Store | Promise<Store>): void {
  let store: Store;
  beforeEach(async () => {
    store = await create();
  });

  const take = (effects: Partial<Effects>): Promise<Settled> =>
    store.settle({
      now: START,
      digest: DIGEST,
      limits: [],
      effects: { series: [], grants: [], approvals: [], ...effects },
    });
  const statusOf = async (grant: GrantQuery): Promise<string | undefined> =>
    (await store.read({ now: START, digest: DIGEST, series: [], grants: [grant] })).grants[0];

  describe("pending attempts", () => {
    const grant: GrantQuery = { id: "p.g", key: "task", expires: 1e9 };
    const judgedAs = (request: string) => [{ request, rewrites: [], past: [] }];
    const attempt = (when: "ok" | "failed", judged: Pending["judged"] = []) => ({
      id: "x",
      revokes: [{ grant, when: [when] }],
      judged,
    });

    it.each([true, false])("can be reported for as long as was said, and no longer", async (revokes) => {
      const kept = revokes ? attempt("ok") : { ...attempt("ok"), revokes: [] };
      await take({ pending: { attempt: kept, keep: 1000 } });
      expect(await store.pending("x", START + 999)).toEqual(kept);
      expect(await store.pending("x", START + 1000)).toBeUndefined();
      expect(await store.report(ended("ok", { now: START + 1000 }))).toBe("unknown");
      expect(await store.report(ended("ok", { id: "never" }))).toBe("unknown");
    });

    it("of one id are reported together", async () => {
      await take({
        grants: [grant],
        pending: { attempt: attempt("ok", judgedAs("a")), keep: 1000 },
      });
      await take({ pending: { attempt: attempt("failed", judgedAs("b")), keep: 1000 } });
      const pending = await store.pending("x", START);
      expect(pending?.revokes).toHaveLength(2);
      expect(pending?.judged.map(({ request }) => request)).toEqual(["a", "b"]);
      await store.report(ended("ok"));
      expect(await statusOf(grant)).toBe("ended");
    });

    it("of one id and one request are one, and what differs is remembered twice at most", async () => {
      for (const request of ["a", "a", "b", "c"])
        await take({
          pending: { attempt: { id: "x", revokes: [], judged: judgedAs(request) }, keep: 1000 },
        });
      expect((await store.pending("x", START))?.judged.map(({ request }) => request)).toEqual(["a", "b"]);
    });

    it("whose result waits stay on record for the very same report, and revoke once", async () => {
      await take({ grants: [grant], pending: { attempt: attempt("ok"), keep: 1000 } });
      expect(await store.report(ended("ok", { waits: true }))).toBe("settled");
      expect(await statusOf(grant)).toBe("ended");
      expect(await store.pending("x", START)).toMatchObject({ revokes: [], reported: DIGEST });
      expect(await store.report(ended("ok", { digest: OTHER_DIGEST }))).toBe("unknown");
      expect(await store.report(ended("ok", { now: START + 999, waits: true }))).toBe("settled");
      expect(await store.pending("x", START + 1000)).toBeUndefined();
    });

    it("spend the approvals that their report was decided with, or nothing is taken", async () => {
      const approval = { digest: DIGEST, by: "ana", acknowledges: [], at: START } as const;
      await take({ grants: [grant], pending: { attempt: attempt("ok"), keep: 1000 } });
      await store.approve(approval, 1000);
      expect(await store.report(ended("ok", { spends: [] }))).toBe("conflict");
      expect(await statusOf(grant)).toBe("live");
      expect(await store.report(ended("ok", { spends: [approval] }))).toBe("settled");
      const query = { now: START, digest: DIGEST, series: [], grants: [] };
      expect((await store.read(query)).approvals).toEqual([]);
    });
  });
}
