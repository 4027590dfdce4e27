// Attempts whose report is awaited: bounded, so that hosts that never report fill no memory.

import { Shelf } from "./shelf.js";
import type { Judged, Pending } from "./store.js";

interface Remembered {
  readonly attempt: Pending;
  readonly expires: number;
}

/** Attempts are known by one text each: they need no groups. */
const ALL = "";

/**
 * What revokes grants is kept until it expires. Of the others the oldest are forgotten where there are too many: what is
 * forgotten can no longer be reported, and a result that cannot be reported is withheld.
 */
export class PendingAttempts {
  readonly #revoking: Shelf<Remembered>;
  readonly #others = new Map<string, Remembered>();
  #weightOfOthers = 0;

  constructor(private readonly most: number) {
    this.#revoking = new Shelf(most);
  }

  get(id: string, now: number): Pending | undefined {
    return this.#find(id, now)?.attempt;
  }

  hasRoom(attempt: Pending, now: number): boolean {
    return attempt.revokes.length === 0 || this.#revoking.hasRoom(weightOf(attempt), now);
  }

  /** Remembers an attempt, together with an earlier one of its id; the caller has asked for room. */
  add(attempt: Pending, keep: number, now: number): void {
    const earlier = this.#find(attempt.id, now)?.attempt;
    this.#put(earlier === undefined ? attempt : joined(earlier, attempt), now + keep, now);
  }

  /** The attempt was reported; its result waits, and only the report of this digest may be made again. */
  hold(id: string, digest: string, now: number): void {
    const found = this.#find(id, now);
    if (found === undefined) return;
    this.#put({ ...found.attempt, revokes: [], awaited: [], reported: digest }, found.expires, now);
  }

  delete(id: string): void {
    this.#revoking.delete(ALL, id);
    const other = this.#others.get(id);
    if (other === undefined) return;
    this.#others.delete(id);
    this.#weightOfOthers -= weightOf(other.attempt);
  }

  #find(id: string, now: number): Remembered | undefined {
    const other = this.#others.get(id);
    return this.#revoking.get(ALL, id, now) ?? (other && now < other.expires ? other : undefined);
  }

  #put(attempt: Pending, expires: number, now: number): void {
    const { id, revokes } = attempt;
    const weight = weightOf(attempt);
    this.delete(id);
    if (revokes.length > 0) {
      this.#revoking.set(ALL, id, { value: { attempt, expires }, weight, expires }, now);
      return;
    }
    this.#others.set(id, { attempt, expires });
    this.#weightOfOthers += weight;
    for (const oldest of this.#others.keys()) {
      if (this.#weightOfOthers <= this.most) return;
      this.delete(oldest);
    }
  }
}

/** One for each grant that it revokes, or for itself, and one more for each started KiB of what is kept of a request. */
function weightOf({ revokes, judged, awaited = [] }: Pending): number {
  const kept = [...judged.map(({ request }) => request), ...awaited.map((event) => JSON.stringify(event))];
  const sizes = kept.map((text) => Math.ceil(text.length / 1024));
  return sizes.reduce((total, size) => total + size, Math.max(1, revokes.length));
}

/** Of one id; those before stay as they are for good. */
const MOST_AWAITED = 1000;

/** Two attempts under one id are reported as one. Where they differ it does not matter how many they are. */
function joined(a: Pending, b: Pending): Pending {
  const judged = new Map<string, Judged>([...a.judged, ...b.judged].map((each) => [each.request, each]));
  const revokes = new Map([...a.revokes, ...b.revokes].map((each) => [JSON.stringify(each), each]));
  const awaited = [...(a.awaited ?? []), ...(b.awaited ?? [])].slice(-MOST_AWAITED);
  return {
    id: a.id,
    revokes: Array.from(revokes.values()),
    judged: Array.from(judged.values()).slice(0, 2),
    ...(awaited.length > 0 && { awaited }),
  };
}
