// What is remembered of one history pattern and key: enough to answer its question, never the log.

import { EventLog } from "./event-log.js";
import type { Bounds, SeriesEvent, SeriesQuery } from "./store.js";

export interface Series {
  record(event: SeriesEvent, now: number): void;
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

  constructor(private readonly within: number) {}

  record(event: SeriesEvent, now: number): void {
    this.#possible = now;
    if (event.certain) this.#certain = now;
  }

  answer(now: number): Bounds {
    return { low: this.#lies(this.#certain, now), high: this.#lies(this.#possible, now) };
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

  record(event: SeriesEvent, now: number): void {
    (event.certain ? this.#certain : this.#possible).add(now, 1n);
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
  readonly #unknown: Formerly;

  constructor(within: number) {
    this.#above = new EventLog(within);
    this.#below = new EventLog(within);
    this.#maybeAbove = new EventLog(within);
    this.#maybeBelow = new EventLog(within);
    this.#unknown = new Formerly(within);
  }

  record(event: SeriesEvent, now: number): void {
    if (typeof event.value !== "number") {
      this.#unknown.record(event, now);
      return;
    }
    const amount = BigInt(event.value);
    if (amount >= 0n) (event.certain ? this.#above : this.#maybeAbove).add(now, amount);
    else (event.certain ? this.#below : this.#maybeBelow).add(now, -amount);
  }

  answer(now: number): Bounds {
    if (this.#unknown.answer(now).high > 0) return { low: -Infinity, high: Infinity };
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

  constructor(private readonly within: number) {
    this.#unknown = new EventLog(within);
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
    const possible = Array.from(this.#possible.keys()).filter((text) => !this.#certain.has(text));
    const more = BigInt(possible.length) + this.#unknown.held(now).high;
    return boundsOf(BigInt(this.#certain.size), BigInt(this.#certain.size) + more);
  }

  weight(): number {
    return 1 + this.#certain.size + this.#possible.size;
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
  }
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
