// Of many things, each of which reaches some goals, few that together reach all that any of them does: the greedy set cover,
// over what is kept of a stream in bounded memory.

import type { Slot } from "./plan.js";

interface Kept<T> {
  readonly item: T;
  readonly reached: readonly Slot[];
  /** The smaller one is chosen, where two reach as much. */
  readonly weight: number;
}

export interface CoverLimits {
  /** So many things are kept, and things of so much weight, before they are thinned out. */
  readonly most: number;
  readonly weight: number;
}

const LIMITS: CoverLimits = { most: 5_000, weight: 64 * 1024 * 1024 };

export class Cover<T> {
  /** One of each set of goals. */
  #kept = new Map<string, Kept<T>>();
  #weight = 0;
  /** Above this it is worth while to thin out again. */
  #most: number;

  constructor(private readonly limits: CoverLimits = LIMITS) {
    this.#most = limits.most;
  }

  offer(item: T, reached: readonly Slot[], weight: number): void {
    if (reached.length === 0) return;
    const key = reached.join();
    const known = this.#kept.get(key);
    if (known !== undefined && known.weight <= weight) return;
    this.#kept.set(key, { item, reached, weight });
    this.#weight += weight - (known?.weight ?? 0);
    if (this.#kept.size > this.#most || this.#weight > this.limits.weight) this.#thinOut();
  }

  /** In the order in which they were offered. */
  chosen(): readonly T[] {
    this.#thinOut();
    return Array.from(this.#kept.values(), ({ item }) => item);
  }

  /** How many goals are reached. */
  get reached(): number {
    return new Set(Array.from(this.#kept.values()).flatMap(({ reached }) => reached)).size;
  }

  #thinOut(): void {
    const chosen = new Set(coverOf(Array.from(this.#kept.values())));
    this.#kept = new Map(Array.from(this.#kept).filter(([, kept]) => chosen.has(kept)));
    this.#weight = Array.from(chosen).reduce((sum, { weight }) => sum + weight, 0);
    this.#most = Math.max(this.limits.most, 2 * this.#kept.size);
  }
}

/** Time and again the one that reaches most of what is left; then those go of which all is reached by others, too. */
function coverOf<T>(all: readonly Kept<T>[]): readonly Kept<T>[] {
  const left = new Set(all.flatMap(({ reached }) => reached));
  const gainOf = ({ reached }: Kept<T>): number =>
    reached.reduce((gain, slot) => gain + (left.has(slot) ? 1 : 0), 0);
  // What one gains only shrinks, so what was known of it bounds what it gains now.
  let open = all.map((kept) => ({ kept, gain: kept.reached.length }));
  const chosen: Kept<T>[] = [];
  while (left.size > 0) {
    open.sort((a, b) => b.gain - a.gain || a.kept.weight - b.kept.weight);
    let best: Kept<T> | undefined;
    let most = 0;
    for (const each of open) {
      if (each.gain <= most) break;
      each.gain = gainOf(each.kept);
      if (each.gain > most) [best, most] = [each.kept, each.gain];
    }
    if (best === undefined) break;
    chosen.push(best);
    for (const slot of best.reached) left.delete(slot);
    open = open.filter(({ kept, gain }) => kept !== best && gain > 0);
  }
  return withoutSpare(chosen);
}

function withoutSpare<T>(chosen: readonly Kept<T>[]): readonly Kept<T>[] {
  const times = new Map<Slot, number>();
  for (const { reached } of chosen) for (const slot of reached) times.set(slot, (times.get(slot) ?? 0) + 1);
  return chosen.filter(({ reached }) => {
    if (!reached.every((slot) => (times.get(slot) ?? 0) > 1)) return true;
    for (const slot of reached) times.set(slot, (times.get(slot) ?? 0) - 1);
    return false;
  });
}
