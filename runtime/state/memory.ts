// The store in memory: exact, bounded, and gone with the process.

import { Histories } from "./histories.js";
import { Kills } from "./kills.js";
import { PendingAttempts } from "./pending.js";
import { Shelf } from "./shelf.js";
import { Windows } from "./windows.js";
import type {
  Approval,
  AwaitedEvent,
  Effects,
  GrantQuery,
  GrantRecord,
  Kill,
  Pending,
  Report,
  Reported,
  Settled,
  Settlement,
  StateAnswer,
  StateQuery,
  Store,
} from "./store.js";

export interface MemoryStoreOptions {
  /** How many keys are kept of each kind of state (windows, histories, grants, approvals, …); 100,000 if left out. */
  readonly maxKeys?: number;
}

const MAX_KEYS = 100_000;

/** A store that lives in this process alone. */
export function createMemoryStore(options: MemoryStoreOptions = {}): Store {
  const state = new MemoryState(options.maxKeys ?? MAX_KEYS);
  return {
    read: (query) => Promise.resolve(state.read(query)),
    settle: (settlement) => Promise.resolve(state.settle(settlement)),
    approve: (approval, keep) => Promise.resolve(state.approve(approval, keep)),
    kills: () => Promise.resolve(state.kills()),
    kill: (kill) => Promise.resolve(state.kill(kill)),
    revive: (kill) => Promise.resolve(state.revive(kill)),
    pending: (id, now) => Promise.resolve(state.pending(id, now)),
    report: (report) => Promise.resolve(state.report(report)),
    grants: (now) => Promise.resolve(state.grants(now)),
  };
}

interface Grant {
  readonly from: number;
  readonly revoked: boolean;
}

/** Approvals are known by one text each: they need no groups. */
const ALL = "";

class MemoryState {
  readonly #windows: Windows;
  readonly #histories: Histories;
  readonly #grants: Shelf<Grant>;
  readonly #approvals: Shelf<readonly Approval[]>;
  readonly #pending: PendingAttempts;
  readonly #kills: Kills;
  /** The latest time that was seen: in here time never runs backwards. */
  #latest = -Infinity;

  constructor(maxKeys: number) {
    this.#windows = new Windows(maxKeys);
    this.#histories = new Histories(maxKeys);
    this.#grants = new Shelf(maxKeys);
    this.#approvals = new Shelf(maxKeys);
    this.#pending = new PendingAttempts(maxKeys);
    this.#kills = new Kills(maxKeys);
  }

  read(query: StateQuery): StateAnswer {
    const now = this.#clock(query.now);
    return {
      now,
      series: query.series.map((series) => this.#histories.answer(series, now)),
      grants: query.grants.map((grant) => this.#statusOf(grant, now)),
      approvals: this.#approvals.get(ALL, query.digest, now) ?? [],
    };
  }

  settle(settlement: Settlement): Settled {
    const { limits: claims, effects, trips = [] } = settlement;
    const now = this.#clock(settlement.now);
    if (effects !== undefined && this.#isStale(effects, settlement.digest, now))
      return { outcome: "conflict" };
    if (!this.#kills.hasRoom(trips, now)) return { outcome: "full" };
    const limits = this.#windows.look(claims, now);
    const isOver = limits.some((limit, i) => !limit.room && claims[i]?.waived !== true);
    const taken = isOver ? undefined : effects;
    if (taken !== undefined && (!this.#windows.hasRoom(claims, now) || !this.#hasRoom(taken, now)))
      return { outcome: "full" };
    for (const trip of trips) this.#kills.trip(trip, now);
    if (taken !== undefined) {
      for (const claim of claims) this.#windows.count(claim, now);
      this.#take(taken, settlement.digest, now);
    }
    return { outcome: isOver ? "over" : "settled", limits };
  }

  approve(approval: Approval, keep: number): "recorded" | "full" {
    const now = this.#clock(approval.at);
    const value = [
      ...(this.#approvals.get(ALL, approval.digest, now) ?? []).filter(isNotReplacedBy(approval)),
      approval,
    ];
    if (!this.#approvals.hasRoom(1, now)) return "full";
    this.#approvals.set(ALL, approval.digest, { value, weight: value.length, expires: now + keep }, now);
    return "recorded";
  }

  kills(): readonly Kill[] {
    return this.#kills.all(this.#latest);
  }

  kill(kill: Kill): "recorded" | "full" {
    const now = this.#clock(kill.at);
    if (!this.#kills.hasRoom([kill], now)) return "full";
    this.#kills.trip(kill, now);
    return "recorded";
  }

  revive(kill: Omit<Kill, "at" | "until">): "revived" | "unknown" {
    return this.#kills.revive(kill) ? "revived" : "unknown";
  }

  pending(id: string, time: number): Pending | undefined {
    return this.#pending.get(id, this.#clock(time));
  }

  report(report: Report): Reported {
    const { id, outcome, digest, waits, spends, trips = [] } = report;
    const now = this.#clock(report.now);
    const pending = this.#pending.get(id, now);
    if (pending === undefined || (pending.reported ?? digest) !== digest) return "unknown";
    if (this.#isLate(report, pending, now)) return "conflict";
    if (!this.#kills.hasRoom(trips, now)) return "full";
    for (const trip of trips) this.#kills.trip(trip, now);
    this.#revise(report, pending, now);
    for (const { grant, when } of pending.revokes) if (when.includes(outcome)) this.#revoke(grant, now);
    if (spends !== undefined) this.#approvals.delete(ALL, digest);
    if (waits) this.#pending.hold(id, digest, now);
    else this.#pending.delete(id);
    return "settled";
  }

  grants(time: number): readonly GrantRecord[] {
    const now = this.#clock(time);
    return this.#grants.entries(now).map(([id, key, grant]) => ({ id, key, ...grant }));
  }

  /** Have approvals or awaited events changed since the result was decided? */
  #isLate({ spends, digest, revisions = [] }: Report, { awaited = [] }: Pending, now: number): boolean {
    const spent = spends !== undefined && !this.#areOnRecord(spends, digest, now);
    return spent || awaited.length !== revisions.length;
  }

  #revise({ revisions = [] }: Report, { awaited = [] }: Pending, now: number): void {
    for (const [i, event] of awaited.entries()) this.#histories.revise(event, revisions[i] ?? "same", now);
  }

  #revoke({ id, key }: GrantQuery, now: number): void {
    const grant = this.#grants.get(id, key, now);
    if (grant !== undefined) this.#setGrant(id, key, { ...grant, revoked: true }, now);
  }

  #clock(time: number): number {
    this.#latest = Math.max(this.#latest, time);
    return this.#latest;
  }

  #statusOf({ id, key, expires }: GrantQuery, now: number): "unused" | "live" | "ended" {
    const grant = this.#grants.get(id, key, now);
    if (grant === undefined) return "unused";
    return grant.revoked || now >= grant.from + expires ? "ended" : "live";
  }

  #areOnRecord(approvals: readonly Approval[], digest: string, now: number): boolean {
    const texts = (list: readonly Approval[]): string =>
      JSON.stringify(list.map(({ by, acknowledges, at }) => [by, acknowledges, at]));
    return texts(this.#approvals.get(ALL, digest, now) ?? []) === texts(approvals);
  }

  #isStale(effects: Effects, digest: string, now: number): boolean {
    return (
      (effects.approvals !== undefined && !this.#areOnRecord(effects.approvals, digest, now)) ||
      effects.grants.some((grant) => this.#statusOf(grant, now) === "ended") ||
      (effects.read ?? []).some(({ query, answer }) => {
        const { low, high } = this.#histories.answer(query, now);
        return low !== answer.low || high !== answer.high;
      })
    );
  }

  #hasRoom({ series, open = [], grants, pending }: Effects, now: number): boolean {
    const unused = grants.filter((grant) => this.#statusOf(grant, now) === "unused");
    return (
      this.#histories.hasRoom([...series, ...open], now) &&
      this.#grants.hasRoom(unused.length, now) &&
      (pending === undefined || this.#pending.hasRoom(pending.attempt, now))
    );
  }

  #take(
    { series, open = [], resets = [], grants, approvals, pending }: Effects,
    digest: string,
    now: number,
  ): void {
    for (const each of resets) this.#histories.reset(each);
    for (const event of series) this.#histories.record(event, now);
    const awaited = open.map((event) => this.#histories.await(event, now));
    for (const grant of grants) {
      if (this.#statusOf(grant, now) === "unused")
        this.#setGrant(grant.id, grant.key, { from: now, revoked: false }, now);
    }
    if (approvals !== undefined) this.#approvals.delete(ALL, digest);
    if (pending !== undefined) this.#pending.add(withAwaited(pending.attempt, awaited), pending.keep, now);
  }

  /** An ended grant is never forgotten: its scope would have a second one. */
  #setGrant(id: string, key: string, value: Grant, now: number): void {
    this.#grants.set(id, key, { value, weight: 1, expires: Infinity }, now);
  }
}

function withAwaited(attempt: Pending, awaited: readonly AwaitedEvent[]): Pending {
  return awaited.length === 0 ? attempt : { ...attempt, awaited };
}

/** The same person's newer agreement to as much stands in place of the older one. */
function isNotReplacedBy(newer: Approval): (older: Approval) => boolean {
  return (older) =>
    older.by !== newer.by || older.acknowledges.some((each) => !newer.acknowledges.includes(each));
}
