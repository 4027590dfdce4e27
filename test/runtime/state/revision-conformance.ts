// What every store must do with events that a report revises.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expected, type Occurrence } from "../../support/plain-log.js";
import type { Effects, Revision, SeriesQuery, Store } from "../../../runtime/state/store.js";

const START = Date.parse("2026-01-01T00:00:00Z");
const DIGEST = `sha256:${"a".repeat(64)}`;
const NONE: Effects = { series: [], grants: [], approvals: [] };
const FNS = ["formerly", "count", "sum", "distinct"] as const;
type Fn = SeriesQuery["fn"];

const query = (fn: Fn): SeriesQuery => ({ id: `id-${fn}`, fn, key: "k", within: 1000 });

const step = fc.record({
  wait: fc.integer({ min: 0, max: 400 }),
  fn: fc.constantFrom(...FNS),
  value: fc.integer({ min: -2, max: 2 }),
  what: fc.constantFrom("open" as const, "open" as const, "certain" as const, "reset" as const),
  /** So many attempts before, if any. */
  report: fc.option(fc.nat({ max: 5 }), { nil: undefined }),
  revision: fc.constantFrom("none" as const, "same" as const, "certain" as const),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

interface Logged extends Occurrence {
  readonly id: number;
  readonly fn: Fn;
  readonly at: number;
}

/** A store, and beside it a plain log of what it should know. */
class Beside {
  #log: readonly Logged[] = [];
  #now = START;

  constructor(private readonly store: Store) {}

  async attempt(id: number, { wait, fn, value, what }: Step): Promise<void> {
    this.#now += wait;
    const certain = what === "certain";
    const event = { ...query(fn), certain, value: fn === "distinct" ? String(value) : value };
    const effects = {
      ...NONE,
      ...(what === "reset" && { resets: [event] }),
      ...(certain && { series: [event] }),
      ...(what === "open" && { open: [{ ...event, known: [] }] }),
      pending: { attempt: { id: String(id), revokes: [], judged: [] }, keep: 1e9 },
    };
    await this.store.settle({ now: this.#now, digest: DIGEST, limits: [], effects });
    if (what === "reset") this.#log = this.#log.filter((each) => each.fn !== fn);
    else this.#log = [...this.#log, { id, fn, at: this.#now, value, certain }];
  }

  async report(id: number, to: Step["revision"]): Promise<void> {
    const pending = await this.store.pending(String(id), this.#now);
    if (pending === undefined) return;
    const revisions = (pending.awaited ?? []).map(({ value = 0 }): Revision => {
      return to === "certain" ? { certain: true, value } : to;
    });
    const report = { id: String(id), now: this.#now, outcome: "ok" as const, digest: DIGEST, waits: false };
    expect(await this.store.report({ ...report, revisions })).toBe("settled");
    if (to === "none") this.#log = this.#log.filter((each) => each.id !== id || each.certain);
    if (to === "certain")
      this.#log = this.#log.map((each) => (each.id === id ? { ...each, certain: true } : each));
  }

  async compare(): Promise<void> {
    const now = this.#now;
    const { series } = await this.store.read({ now, digest: DIGEST, series: FNS.map(query), grants: [] });
    const live = this.#log.filter(({ at }) => at > now - 1000);
    expect(series).toEqual(
      FNS.map((fn) =>
        expected(
          fn,
          live.filter((each) => each.fn === fn),
        ),
      ),
    );
  }
}

/** Runs the suite; `create` gives a store that is empty. */
export function revisionConformance(create: () => Store | Promise<Store>): void {
  describe("events that await a report", () => {
    it("are revised at their time, as a plain log is", async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
          const beside = new Beside(await create());
          for (const [i, each] of steps.entries()) {
            await beside.attempt(i, each);
            if (each.report !== undefined) await beside.report(i - each.report, each.revision);
            await beside.compare();
          }
        }),
        { numRuns: 200 },
      );
    });

    it("conflict where others await it than were revised, and are revised once", async () => {
      const store = await create();
      const open = [{ ...query("count"), certain: false, known: [] }];
      const pending = { attempt: { id: "x", revokes: [], judged: [] }, keep: 1000 };
      await store.settle({ now: START, digest: DIGEST, limits: [], effects: { ...NONE, open, pending } });
      const report = { id: "x", now: START, outcome: "ok" as const, digest: DIGEST, waits: false };
      expect(await store.report(report)).toBe("conflict");
      expect(await store.report({ ...report, revisions: ["none"] })).toBe("settled");
      expect(await store.report({ ...report, revisions: ["none"] })).toBe("unknown");
      const asked = { now: START, digest: DIGEST, series: [query("count")], grants: [] };
      expect((await store.read(asked)).series).toEqual([{ low: 0, high: 0 }]);
    });
  });
}
