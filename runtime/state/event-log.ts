// Amounts in a trailing window: exact while there are few, in buckets of a sixtieth of the window beyond.
//
// An amount whose time was rounded leaves late, never early, so what a window promises holds all the same.

/** The most entries that are kept with their exact times. */
const EXACT_EVENTS = 10_000;

const BUCKETS = 60;

/** What was added at some time in [from, to]. */
interface Entry {
  readonly from: number;
  readonly to: number;
  amount: bigint;
}

/** What lies in a window, as far as rounded times tell. */
export interface Held {
  readonly low: bigint;
  readonly high: bigint;
}

/**
 * Amounts of zero or more, kept for `keep` milliseconds, which may be Infinity. Times never run backwards. Windows of
 * any length up to `keep` can be asked for.
 */
export class EventLog {
  #entries: Entry[] = [];
  /** Entries before this index have left. */
  #head = 0;
  #total = 0n;
  #coarse = false;

  constructor(private keep: number) {}

  /** A longer window is asked for from now on. */
  extend(keep: number): void {
    this.keep = Math.max(this.keep, keep);
  }

  add(now: number, amount: bigint): void {
    this.#prune(now);
    const time = this.#timeOf(now);
    const last = this.#head < this.#entries.length ? this.#entries.at(-1) : undefined;
    if (last !== undefined && last.to >= time.to) last.amount += amount;
    else this.#entries.push({ ...time, amount });
    this.#total += amount;
    if (this.#entries.length - this.#head > EXACT_EVENTS) this.#coarsen();
  }

  /** Adds what was there at an earlier time already; nothing where that has left. */
  insert(at: number, amount: bigint, now: number): void {
    this.#prune(now);
    if (at <= now - this.keep) return;
    const time = this.#timeOf(at);
    const place = this.#entries.findLastIndex(({ from }, index) => index >= this.#head && from <= time.from);
    const there = this.#entries[place];
    if (there !== undefined && there.to >= time.to) there.amount += amount;
    else this.#entries.splice(place < 0 ? this.#head : place + 1, 0, { ...time, amount });
    this.#total += amount;
    if (this.#entries.length - this.#head > EXACT_EVENTS) this.#coarsen();
  }

  /** Takes back what was added at `at`; nothing where that has left. */
  remove(at: number, amount: bigint, now: number): void {
    this.#prune(now);
    const time = this.keep === Infinity ? 0 : at;
    const entry = this.#entries.findLast(({ from }, index) => index >= this.#head && from <= time);
    if (entry === undefined || entry.to < time || entry.amount < amount) return;
    entry.amount -= amount;
    this.#total -= amount;
  }

  /** What the window (now − per, now] holds. */
  held(now: number, per: number = this.keep): Held {
    this.#prune(now);
    const { index, high } = this.#since(now - per);
    const first = this.#entries[index];
    const inDoubt = first !== undefined && first.from <= now - per ? first.amount : 0n;
    return { low: high - inDoubt, high };
  }

  /** The earliest time from which, if nothing else is added, a window holds at most `most`; undefined if never. */
  emptiesTo(most: bigint, now: number, per: number): number | undefined {
    this.#prune(now);
    const { index, high } = this.#since(now - per);
    let held = high;
    for (let i = index; i < this.#entries.length; i += 1) {
      const entry = this.#entries[i];
      if (entry === undefined) break;
      held -= entry.amount;
      if (held <= most) return entry.to + per;
    }
    return undefined;
  }

  /** From this time on nothing is held. */
  get expires(): number {
    return (this.#entries.at(-1)?.to ?? 0) + this.keep;
  }

  /** The first entry that has not left at `start`, and what it and all later ones add up to. */
  #since(start: number): { readonly index: number; readonly high: bigint } {
    let high = this.#total;
    let index = this.#head;
    for (; index < this.#entries.length; index += 1) {
      const entry = this.#entries[index];
      if (entry === undefined || entry.to > start) break;
      high -= entry.amount;
    }
    return { index, high };
  }

  #timeOf(now: number): Pick<Entry, "from" | "to"> {
    if (this.keep === Infinity) return { from: 0, to: 0 };
    if (!this.#coarse) return { from: now, to: now };
    const width = Math.max(1, Math.floor(this.keep / BUCKETS));
    const from = Math.floor(now / width) * width;
    return { from, to: from + width };
  }

  /** Forgets exact times, bucket by bucket, until the log is empty again. */
  #coarsen(): void {
    this.#coarse = true;
    const buckets: Entry[] = [];
    for (const entry of this.#entries.slice(this.#head)) {
      const bucket = this.#timeOf(entry.to);
      const last = buckets.at(-1);
      if (last?.to === bucket.to) last.amount += entry.amount;
      else buckets.push({ ...bucket, amount: entry.amount });
    }
    this.#entries = buckets;
    this.#head = 0;
  }

  #prune(now: number): void {
    const { index, high } = this.#since(now - this.keep);
    this.#head = index;
    this.#total = high;
    if (this.#head === this.#entries.length) this.#coarse = false;
    if (this.#head > 0 && this.#head * 2 >= this.#entries.length) {
      this.#entries = this.#entries.slice(this.#head);
      this.#head = 0;
    }
  }
}
