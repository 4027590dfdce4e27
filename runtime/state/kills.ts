// Kill switches that are tripped, some of them for a time.

import type { Kill } from "./store.js";

/** What a kill is known by. */
type Named = Omit<Kill, "at" | "until">;

export class Kills {
  readonly #kills = new Map<string, Kill>();

  constructor(private readonly maxKeys: number) {}

  /** Those that stand at `now`. */
  all(now: number): readonly Kill[] {
    this.#prune(now);
    return Array.from(this.#kills.values());
  }

  /** Is there room for all of these? */
  hasRoom(kills: readonly Kill[], now: number): boolean {
    const fresh = new Set(kills.map(keyOf).filter((key) => !this.#kills.has(key)));
    if (fresh.size === 0) return true;
    this.#prune(now);
    return this.#kills.size + fresh.size <= this.maxKeys;
  }

  /** The caller has asked for room. */
  trip(kill: Kill, now: number): void {
    const key = keyOf(kill);
    const standing = this.#kills.get(key);
    const lives = standing !== undefined && (standing.until === undefined || now < standing.until);
    this.#kills.set(key, lives ? longer(standing, kill) : kill);
  }

  revive(kill: Named): boolean {
    return this.#kills.delete(keyOf(kill));
  }

  #prune(now: number): void {
    for (const [key, { until }] of this.#kills)
      if (until !== undefined && until <= now) this.#kills.delete(key);
  }
}

/** The earlier kill, with the later end. */
function longer(earlier: Kill, { until }: Kill): Kill {
  const { until: stands, ...kill } = earlier;
  return stands === undefined || until === undefined ? kill : { ...kill, until: Math.max(stands, until) };
}

function keyOf({ killswitch, scope, value }: Named): string {
  return JSON.stringify([killswitch, scope, value]);
}
