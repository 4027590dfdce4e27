// What every store must do: the same suite for memory and for a shared store.

import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { expected } from "../../support/plain-log.js";
import type {
  Approval,
  Bounds,
  Effects,
  GrantQuery,
  LimitClaim,
  SeriesEvent,
  SeriesQuery,
  Settled,
  Store,
} from "../../../runtime/state/store.js";

const START = Date.parse("2026-01-01T00:00:00Z");
const DIGEST = `sha256:${"a".repeat(64)}`;
const NONE: Effects = { series: [], grants: [], approvals: [] };

const claim = (more: Partial<LimitClaim> = {}): LimitClaim => ({
  window: "p.w#1",
  key: "k",
  per: 1000,
  amount: 1,
  op: "<=",
  bound: 3,
  waived: false,
  ...more,
});

const REPORT = { id: "x", now: START, digest: DIGEST, waits: false } as const;

/** Runs the suite; `create` gives a store that is empty. */
export function storeConformance(create: () => Store | Promise<Store>): void {
  let store: Store;
  beforeEach(async () => {
    store = await create();
  });

  const take = (
    now: number,
    limits: readonly LimitClaim[],
    effects: Partial<Effects> = {},
  ): Promise<Settled> => store.settle({ now, digest: DIGEST, limits, effects: { ...NONE, ...effects } });
  const look = (now: number, limits: readonly LimitClaim[]): Promise<Settled> =>
    store.settle({ now, digest: DIGEST, limits });
  const ask = async (now: number, query: SeriesQuery): Promise<Bounds | undefined> =>
    (await store.read({ now, digest: DIGEST, series: [query], grants: [] })).series[0];
  const statusOf = async (now: number, grant: GrantQuery): Promise<string | undefined> =>
    (await store.read({ now, digest: DIGEST, series: [], grants: [grant] })).grants[0];
  const approvalsAt = async (now: number, digest = DIGEST): Promise<readonly Approval[]> =>
    (await store.read({ now, digest, series: [], grants: [] })).approvals;

  describe("windows", () => {
    it("admit up to their limit, and again once the first event has left (t − D, t]", async () => {
      for (const time of [0, 10, 20]) expect((await take(START + time, [claim()])).outcome).toBe("settled");
      expect(await take(START + 999, [claim()])).toEqual({
        outcome: "over",
        limits: [{ room: false, retryAt: START + 1000 }],
      });
      expect((await take(START + 1000, [claim()])).outcome).toBe("settled");
      expect((await take(START + 1000, [claim()])).outcome).toBe("over");
    });

    it("are taken all or none", async () => {
      const narrow = claim({ window: "p.narrow#1", bound: 1 });
      await take(START, [narrow]);
      const both = await take(START, [claim(), narrow]);
      expect(both).toMatchObject({ outcome: "over", limits: [{ room: true }, { room: false }] });
      for (let i = 0; i < 3; i += 1) expect((await take(START, [claim()])).outcome).toBe("settled");
    });

    it("that are only looked at take nothing", async () => {
      for (let i = 0; i < 9; i += 1)
        expect(await look(START, [claim()])).toEqual({ outcome: "settled", limits: [{ room: true }] });
    });

    it("know their keys apart, and their names", async () => {
      for (let i = 0; i < 3; i += 1) await take(START, [claim()]);
      expect((await take(START, [claim({ key: "other" })])).outcome).toBe("settled");
      expect((await take(START, [claim({ window: "p.w#2" })])).outcome).toBe("settled");
      expect((await take(START, [claim()])).outcome).toBe("over");
    });

    it("count what is waived, and hold it never", async () => {
      for (let i = 0; i < 5; i += 1)
        expect((await take(START, [claim({ waived: true })])).outcome).toBe("settled");
      expect(await take(START, [claim({ waived: true })])).toMatchObject({
        outcome: "settled",
        limits: [{ room: false }],
      });
      expect((await take(START, [claim()])).outcome).toBe("over");
    });

    it("of `<` leave the bound itself free", async () => {
      expect((await take(START, [claim({ op: "<", amount: 2 })])).outcome).toBe("settled");
      expect((await take(START, [claim({ op: "<", amount: 1 })])).outcome).toBe("over");
    });

    it("never have room for more than their bound, and say so", async () => {
      expect(await take(START, [claim({ amount: 4 })])).toEqual({
        outcome: "over",
        limits: [{ room: false }],
      });
    });

    it("that two claims of one attempt share are filled by both", async () => {
      const big = claim({ amount: 2 });
      expect(await take(START, [big, big])).toMatchObject({
        outcome: "over",
        limits: [{ room: true }, { room: false }],
      });
      expect((await take(START, [big])).outcome).toBe("settled");
    });

    it("hold amounts that no float holds exactly", async () => {
      const bound = Number.MAX_SAFE_INTEGER;
      const most = claim({ bound, amount: bound });
      for (let i = 0; i < 3; i += 1) await take(START + i, [{ ...most, waived: true }]);
      await take(START + 500, [claim({ bound, amount: 1, waived: true })]);
      // At + 1002 only the last one is left, exactly.
      expect((await take(START + 1002, [claim({ bound, amount: bound })])).outcome).toBe("over");
      expect((await take(START + 1002, [claim({ bound, amount: bound - 1 })])).outcome).toBe("settled");
    });

    it("take time that runs backwards as the latest that was seen", async () => {
      for (let i = 0; i < 3; i += 1) await take(START + 5000, [claim()]);
      expect((await take(START, [claim()])).outcome).toBe("over");
      expect((await take(START + 5999, [claim()])).outcome).toBe("over");
    });

    it("keep what they hold when another version of a policy asks for another length", async () => {
      for (let i = 0; i < 3; i += 1) await take(START, [claim({ per: 1000 })]);
      expect((await look(START + 200, [claim({ per: 100 })])).outcome).toBe("settled");
      expect((await look(START + 200, [claim({ per: 1000 })])).outcome).toBe("over");
      await take(START + 200, [claim({ per: 5000, bound: 9 })]);
      expect((await look(START + 4000, [claim({ per: 5000 })])).outcome).toBe("over");
      expect((await look(START + 5000, [claim({ per: 5000 })])).outcome).toBe("settled");
    });

    it("beyond ten thousand events a key never admit early, and make wait a sixtieth longer at most", async () => {
      const per = 60_000;
      const wide = claim({ per, bound: 12_000 });
      for (let i = 0; i < 12_000; i += 1) await take(START + i, [wide]);
      expect((await take(START + 12_000, [wide])).outcome).toBe("over");
      expect((await take(START + per - 1, [wide])).outcome).toBe("over");
      expect((await take(START + per + 1000, [wide])).outcome).toBe("settled");
    });

    it("never hold more than their limit in any trailing window, and never hold back what a plain log has room for", async () => {
      const step = fc.record({
        wait: fc.integer({ min: 0, max: 400 }),
        amount: fc.integer({ min: 0, max: 4 }),
        key: fc.constantFrom("k", "l"),
      });
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
          const fresh = await create();
          const log: { at: number; amount: number; key: string }[] = [];
          let now = START;
          for (const { wait, amount, key } of steps) {
            now += wait;
            const settled = await fresh.settle({
              now,
              digest: DIGEST,
              limits: [claim({ amount, key })],
              effects: NONE,
            });
            const held = heldIn(log, key, now);
            expect(settled.outcome).toBe(held + amount <= 3 ? "settled" : "over");
            if (settled.outcome === "settled") log.push({ at: now, amount, key });
            if (settled.outcome === "over") expect(settled.limits[0]).toEqual(retryOf(log, key, amount, now));
          }
        }),
        { numRuns: 150 },
      );
    });
  });

  describe("histories", () => {
    const query = (fn: SeriesQuery["fn"], within?: number): SeriesQuery => ({
      id: `id-${fn}`,
      fn,
      key: "k",
      ...(within !== undefined && { within }),
    });
    const event = (q: SeriesQuery, more: Partial<SeriesEvent> = {}): SeriesEvent => ({
      ...q,
      certain: true,
      ...more,
    });

    it("of what never happened are nothing", async () => {
      for (const fn of ["formerly", "count", "sum", "distinct"] as const) {
        expect(await ask(START, query(fn, 1000))).toEqual({ low: 0, high: 0 });
      }
    });

    it("without a length remember for ever", async () => {
      const always = query("count");
      await take(START, [], { series: [event(always)] });
      await take(START + 1, [], { series: [event(always)] });
      expect(await ask(START + 1e12, always)).toEqual({ low: 2, high: 2 });
    });

    it("are left alone by what is only looked at, and by what is over", async () => {
      await take(START, [claim({ bound: 0 })], { series: [event(query("count"))] });
      await look(START, []);
      expect(await ask(START, query("count"))).toEqual({ low: 0, high: 0 });
    });

    it("are written for a held action, whose approvals stay", async () => {
      const approval: Approval = { digest: DIGEST, by: "ana", acknowledges: [], at: START };
      await store.approve(approval, 1e6);
      const effects: Effects = { series: [event(query("count"))], grants: [] };
      expect(await store.settle({ now: START, digest: DIGEST, limits: [], effects })).toMatchObject({
        outcome: "settled",
      });
      expect(await ask(START, query("count"))).toEqual({ low: 1, high: 1 });
      expect(await approvalsAt(START)).toEqual([approval]);
    });

    it("that begin anew forget what they held, and no other key does", async () => {
      const other = { ...query("count"), key: "other" };
      await take(START, [], { series: [event(query("count")), event(other)] });
      await take(START, [], { resets: [query("count")] });
      expect(await ask(START, query("count"))).toEqual({ low: 0, high: 0 });
      expect(await ask(START, other)).toEqual({ low: 1, high: 1 });
      await take(START, [], { series: [event(query("count"))] });
      expect(await ask(START, query("count"))).toEqual({ low: 1, high: 1 });
    });

    it("with an unknown amount have no bounds while it lasts", async () => {
      const sum = query("sum", 1000);
      await take(START, [], { series: [event(sum), event(sum, { value: 5 })] });
      expect(await ask(START, sum)).toEqual({ low: -Infinity, high: Infinity });
      expect(await ask(START + 1000, sum)).toEqual({ low: 0, high: 0 });
    });

    it("answer as a plain log does", async () => {
      const occurrence = fc.record({
        wait: fc.integer({ min: 0, max: 700 }),
        fn: fc.constantFrom("formerly" as const, "count" as const, "sum" as const, "distinct" as const),
        value: fc.option(fc.integer({ min: -3, max: 3 }), { nil: undefined, freq: 8 }),
        certain: fc.boolean(),
        reset: fc.nat({ max: 9 }).map((n) => n === 0),
      });
      await fc.assert(
        fc.asyncProperty(fc.array(occurrence, { maxLength: 40 }), async (occurrences) => {
          const fresh = await create();
          let log: { fn: string; at: number; value: number | undefined; certain: boolean }[] = [];
          let now = START;
          for (const { wait, fn, value, certain, reset } of occurrences) {
            now += wait;
            const stated = fn === "distinct" ? { value: String(value) } : { value: value ?? 0 };
            const happened = event(query(fn, 1000), { certain, ...(value !== undefined && stated) });
            const effects = reset ? { ...NONE, resets: [happened] } : { ...NONE, series: [happened] };
            await fresh.settle({ now, digest: DIGEST, limits: [], effects });
            if (reset) log = log.filter((each) => each.fn !== fn);
            else log.push({ fn, at: now, value, certain });
            const live = log.filter((each) => each.fn === fn && each.at > now - 1000);
            const { series: answers } = await fresh.read({
              now,
              digest: DIGEST,
              series: [query(fn, 1000)],
              grants: [],
            });
            expect(answers[0]).toEqual(expected(fn, live));
          }
        }),
        { numRuns: 150 },
      );
    });
  });

  describe("grants", () => {
    const grant: GrantQuery = { id: "p.g", key: "task", expires: 1000 };

    it("are unused, then live for [t, t + D), then ended for good", async () => {
      expect(await statusOf(START, grant)).toBe("unused");
      await take(START, [], { grants: [grant] });
      expect(await statusOf(START + 999, grant)).toBe("live");
      await take(START + 999, [], { grants: [grant] });
      expect(await statusOf(START + 1000, grant)).toBe("ended");
      expect(await statusOf(START + 1e12, grant)).toBe("ended");
      expect(await statusOf(START, { ...grant, key: "other" })).toBe("unused");
    });

    it("that ended meanwhile are a conflict, and nothing is taken", async () => {
      await take(START, [], { grants: [grant] });
      expect((await take(START + 1000, [claim({ bound: 1 })], { grants: [grant] })).outcome).toBe("conflict");
      expect((await take(START + 1000, [claim({ bound: 1 })])).outcome).toBe("settled");
    });

    it("are revoked by the outcome that revokes them, once it is reported", async () => {
      const attempt = { id: "x", revokes: [{ grant, when: ["failed" as const] }], judged: [] };
      await take(START, [], { grants: [grant], pending: { attempt, keep: 1000 } });
      expect(await store.pending("x", START)).toEqual(attempt);
      expect(await store.report({ ...REPORT, outcome: "ok" })).toBe("settled");
      expect(await statusOf(START, grant)).toBe("live");
      expect(await store.report({ ...REPORT, outcome: "failed" })).toBe("unknown");
      expect(await statusOf(START, grant)).toBe("live");
      await take(START, [], { grants: [grant], pending: { attempt, keep: 1000 } });
      await store.report({ ...REPORT, outcome: "failed" });
      expect(await statusOf(START, grant)).toBe("ended");
      expect(await store.grants(START)).toEqual([{ id: "p.g", key: "task", from: START, revoked: true }]);
    });
  });

  describe("approvals", () => {
    const approval = (more: Partial<Approval> = {}): Approval => ({
      digest: DIGEST,
      by: "ana",
      acknowledges: [],
      at: START,
      ...more,
    });

    it("are of one digest, oldest first, and kept for as long as was said", async () => {
      await store.approve(approval(), 1000);
      await store.approve(approval({ by: "ben", at: START + 1 }), 1000);
      await store.approve(approval({ digest: "other" }), 1000);
      expect((await approvalsAt(START + 2)).map(({ by }) => by)).toEqual(["ana", "ben"]);
      expect(await approvalsAt(START + 1001)).toEqual([]);
    });

    it("of one person and as much are one, the latest", async () => {
      await store.approve(approval(), 1000);
      await store.approve(approval({ at: START + 10 }), 1000);
      await store.approve(approval({ at: START + 20, acknowledges: ["irreversible"] }), 1000);
      await store.approve(approval({ at: START + 30 }), 1000);
      expect((await approvalsAt(START + 40)).map(({ at }) => at - START)).toEqual([20, 30]);
    });

    it("are spent together, by one attempt only", async () => {
      await store.approve(approval(), 1000);
      const approvals = await approvalsAt(START);
      const both = await Promise.all([take(START, [], { approvals }), take(START, [], { approvals })]);
      expect(both.map(({ outcome }) => outcome).sort()).toEqual(["conflict", "settled"]);
      expect(await approvalsAt(START)).toEqual([]);
    });

    it("that came meanwhile are a conflict, and nothing is taken", async () => {
      await store.approve(approval(), 1000);
      expect((await take(START, [claim({ bound: 1 })])).outcome).toBe("conflict");
      expect(await approvalsAt(START)).toHaveLength(1);
    });
  });

  describe("what was read", () => {
    it("and has changed since is a conflict, and nothing is taken", async () => {
      const query = { id: "p.read", fn: "count" as const, key: "k" };
      const series = [{ ...query, certain: true }];
      const settleAfter = (n: number): ReturnType<typeof take> =>
        take(START, [], { series, read: [{ query, answer: { low: n, high: n } }] });
      const outcomes = [await settleAfter(0), await settleAfter(0), await settleAfter(1)];
      expect(outcomes.map(({ outcome }) => outcome)).toEqual(["settled", "conflict", "settled"]);
    });
  });
}

// ─── The model: a plain log ─────────────────────────────────────────────────────────────────────────────────────

interface Logged {
  readonly at: number;
  readonly amount: number;
  readonly key: string;
}

function heldIn(log: readonly Logged[], key: string, now: number): number {
  const live = log.filter((each) => each.key === key && each.at > now - 1000 && each.at <= now);
  return live.reduce((total, { amount }) => total + amount, 0);
}

function retryOf(log: readonly Logged[], key: string, amount: number, now: number): object {
  const times = log.map(({ at }) => at + 1000).filter((time) => time > now);
  const retryAt = times.find(
    (time) =>
      log
        .filter((each) => each.key === key && each.at > time - 1000)
        .reduce((total, each) => total + each.amount, 0) +
        amount <=
      3,
  );
  return retryAt === undefined ? { room: false } : { room: false, retryAt };
}
