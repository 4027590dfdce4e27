// What is remembered of one history pattern and key: enough to answer its question, never the log.

import { EventLog } from "./event-log.js";
import type { AwaitedEvent, Bounds, SeriesEvent, SeriesQuery } from "./store.js";

type Known = Pick<SeriesEvent, "certain" | "value">;

export interface Series {
  record(event: SeriesEvent, now: number): void;
  /** Records an event that may be revised. */
  await(event: SeriesEvent, now: number): void;
  /** Puts `known`, or nothing, in place of an event that was recorded to be revised, at its time. */
  revise(event: AwaitedEvent, known: Known | undefined, now: number): void;
  answer(now: number): Bounds;
  /** How much room it takes. */
  weight(): number;
  /** How much more room the event would take. */
  growth(event: SeriesEvent): number;
}

/** Nothing has happened. */
export const NEVER: Bounds = { low: 0, high: 0 };

export function newSeries({ fn, within = Infinity }: Pick<SeriesQuery, "fn" | "within">): Series {
  switch (fn) {
    case "formerly":
      return new Formerly(within);
    case "count":
      return new Count(within);
    case "sum":
      return new Sum(within);
    case "distinct":
      return new Distinct(within);
  }
}

/** The last time that something happened, and the last time that it may have. */
class Formerly implements Series {
  #certain = -Infinity;
  #possible = -Infinity;
  /** What may have happened, and may still turn out not to have. */
  readonly #awaited: EventLog;

  constructor(private readonly within: number) {
    this.#awaited = new EventLog(within);
  }

  await(_event: SeriesEvent, now: number): void {
    this.#awaited.add(now, 1n);
  }

  revise({ at }: Pick<AwaitedEvent, "at">, known: Known | undefined, now: number): void {
    this.#awaited.remove(at, 1n, now);
    if (known === undefined) return;
    this.#possible = Math.max(this.#possible, at);
    if (known.certain) this.#certain = Math.max(this.#certain, at);
  }

  record(event: SeriesEvent, now: number): void {
    this.#possible = now;
    if (event.certain) this.#certain = now;
  }

  answer(now: number): Bounds {
    const awaits = this.#awaited.held(now).high > 0n ? 1 : 0;
    return { low: this.#lies(this.#certain, now), high: Math.max(this.#lies(this.#possible, now), awaits) };
  }

  weight(): number {
    return 1;
  }

  growth(): number {
    return 0;
  }

  #lies(time: number, now: number): 0 | 1 {
    return time !== -Infinity && time > now - this.within ? 1 : 0;
  }
}

class Count implements Series {
  readonly #certain: EventLog;
  readonly #possible: EventLog;

  constructor(within: number) {
    this.#certain = new EventLog(within);
    this.#possible = new EventLog(within);
  }

  record(event: Known, now: number): void {
    this.#logOf(event).add(now, 1n);
  }

  await(event: SeriesEvent, now: number): void {
    this.record(event, now);
  }

  revise(event: AwaitedEvent, known: Known | undefined, now: number): void {
    this.#logOf(event).remove(event.at, 1n, now);
    if (known !== undefined) this.#logOf(known).insert(event.at, 1n, now);
  }

  #logOf({ certain }: Known): EventLog {
    return certain ? this.#certain : this.#possible;
  }

  answer(now: number): Bounds {
    const certain = this.#certain.held(now);
    const possible = this.#possible.held(now);
    return boundsOf(certain.low, certain.high + possible.high);
  }

  weight(): number {
    return 1;
  }

  growth(): number {
    return 0;
  }
}

/** Sums of what was above zero and of what was below, apart, since a bucket in doubt may have left in part. */
class Sum implements Series {
  readonly #above: EventLog;
  readonly #below: EventLog;
  readonly #maybeAbove: EventLog;
  readonly #maybeBelow: EventLog;
  readonly #unknown: EventLog;

  constructor(within: number) {
    this.#above = new EventLog(within);
    this.#below = new EventLog(within);
    this.#maybeAbove = new EventLog(within);
    this.#maybeBelow = new EventLog(within);
    this.#unknown = new EventLog(within);
  }

  record(event: SeriesEvent, now: number): void {
    const { log, amount } = this.#share(event);
    log.add(now, amount);
  }

  await(event: SeriesEvent, now: number): void {
    this.record(event, now);
  }

  revise(event: AwaitedEvent, known: Known | undefined, now: number): void {
    const { log, amount } = this.#share(event);
    log.remove(event.at, amount, now);
    if (known === undefined) return;
    const share = this.#share(known);
    share.log.insert(event.at, share.amount, now);
  }

  /** Where it is added, and how much; of what is unknown, how often. */
  #share({ certain, value }: Known): { readonly log: EventLog; readonly amount: bigint } {
    if (typeof value !== "number") return { log: this.#unknown, amount: 1n };
    const amount = BigInt(value);
    if (amount >= 0n) return { log: certain ? this.#above : this.#maybeAbove, amount };
    return { log: certain ? this.#below : this.#maybeBelow, amount: -amount };
  }

  answer(now: number): Bounds {
    if (this.#unknown.held(now).high > 0n) return { low: -Infinity, high: Infinity };
    const above = this.#above.held(now);
    const below = this.#below.held(now);
    const maybe = { above: this.#maybeAbove.held(now).high, below: this.#maybeBelow.held(now).high };
    return boundsOf(above.low - below.high - maybe.below, above.high + maybe.above - below.low);
  }

  weight(): number {
    return 1;
  }

  growth(): number {
    return 0;
  }
}

/** The last time of each value; in each map, the value that came last stands last. */
class Distinct implements Series {
  readonly #certain = new Map<string, number>();
  readonly #possible = new Map<string, number>();
  readonly #unknown: EventLog;
  /** What may still turn out not to have happened, by value. */
  readonly #awaited = new Map<string, EventLog>();

  constructor(private readonly within: number) {
    this.#unknown = new EventLog(within);
  }

  await(event: SeriesEvent, now: number): void {
    this.#prune(now);
    this.#awaitedLog(event).add(now, 1n);
  }

  revise(event: AwaitedEvent, known: Known | undefined, now: number): void {
    this.#awaitedLog(event).remove(event.at, 1n, now);
    this.#prune(now);
    if (known === undefined) return;
    if (known.value === undefined) this.#unknown.insert(event.at, 1n, now);
    else putInOrder(known.certain ? this.#certain : this.#possible, String(known.value), event.at);
  }

  #awaitedLog({ value }: Known): EventLog {
    if (value === undefined) return this.#unknown;
    const text = String(value);
    const log = this.#awaited.get(text) ?? new EventLog(this.within);
    this.#awaited.set(text, log);
    return log;
  }

  record(event: SeriesEvent, now: number): void {
    this.#prune(now);
    if (event.value === undefined) {
      this.#unknown.add(now, 1n);
      return;
    }
    const times = event.certain ? this.#certain : this.#possible;
    const text = String(event.value);
    times.delete(text);
    times.set(text, now);
  }

  answer(now: number): Bounds {
    this.#prune(now);
    const doubtful = new Set([...this.#possible.keys(), ...this.#awaited.keys()]);
    const possible = Array.from(doubtful).filter((text) => !this.#certain.has(text));
    const more = BigInt(possible.length) + this.#unknown.held(now).high;
    return boundsOf(BigInt(this.#certain.size), BigInt(this.#certain.size) + more);
  }

  weight(): number {
    return 1 + this.#certain.size + this.#possible.size + this.#awaited.size;
  }

  growth(event: SeriesEvent): number {
    const times = event.certain ? this.#certain : this.#possible;
    return event.value === undefined || times.has(String(event.value)) ? 0 : 1;
  }

  #prune(now: number): void {
    for (const times of [this.#certain, this.#possible]) {
      for (const [text, time] of times) {
        if (time > now - this.within) break;
        times.delete(text);
      }
    }
    for (const [text, log] of this.#awaited) if (log.held(now).high === 0n) this.#awaited.delete(text);
  }
}

/** Sets the time of a value, unless it has a later one; the values stay in the order of their times. */
function putInOrder(times: Map<string, number>, text: string, time: number): void {
  if ((times.get(text) ?? -Infinity) >= time) return;
  times.set(text, time);
  const sorted = Array.from(times).sort(([, a], [, b]) => a - b);
  times.clear();
  for (const [each, at] of sorted) times.set(each, at);
}

const LARGEST = BigInt(Number.MAX_SAFE_INTEGER);

/** Sums beyond what a number holds exactly are known on one side only. */
function boundsOf(low: bigint, high: bigint): Bounds {
  return {
    low: low < -LARGEST ? -Infinity : Number(least(low)),
    high: high > LARGEST ? Infinity : Number(most(high)),
  };
}

function least(low: bigint): bigint {
  return low > LARGEST ? LARGEST : low;
}

function most(high: bigint): bigint {
  return high < -LARGEST ? -LARGEST : high;
}
