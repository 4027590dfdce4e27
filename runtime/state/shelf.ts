// Keyed state with an end: what has expired makes room, and what lives is never put out for something new.

interface Slot<T> {
  readonly value: T;
  readonly weight: number;
  /** Epoch milliseconds, or Infinity. */
  readonly expires: number;
}

/**
 * A map of at most `limit` weights. Slots stand in groups whose members live equally long, so that the one that was
 * set first is the first to expire.
 */
export class Shelf<T> {
  readonly #groups = new Map<string, Map<string, Slot<T>>>();
  #weight = 0;

  constructor(private readonly limit: number) {}

  get(group: string, key: string, now: number): T | undefined {
    const slot = this.#groups.get(group)?.get(key);
    return slot !== undefined && now < slot.expires ? slot.value : undefined;
  }

  /** Is there room for so much more, once what has expired is gone? */
  hasRoom(weight: number, now: number): boolean {
    if (this.#weight + weight <= this.limit) return true;
    for (const group of this.#groups.keys()) this.#sweep(group, now);
    return this.#weight + weight <= this.limit;
  }

  /** Sets or replaces; the caller has asked for room. */
  set(group: string, key: string, slot: Slot<T>, now: number): void {
    this.#sweep(group, now);
    this.delete(group, key);
    const slots = this.#groups.get(group) ?? new Map<string, Slot<T>>();
    this.#groups.set(group, slots.set(key, slot));
    this.#weight += slot.weight;
  }

  delete(group: string, key: string): void {
    const slots = this.#groups.get(group);
    const slot = slots?.get(key);
    if (slots === undefined || slot === undefined) return;
    slots.delete(key);
    this.#weight -= slot.weight;
    if (slots.size === 0) this.#groups.delete(group);
  }

  /** Each with its group and key. */
  entries(now: number): readonly (readonly [group: string, key: string, value: T])[] {
    return Array.from(this.#groups).flatMap(([group, slots]) =>
      Array.from(slots).flatMap(([key, { value, expires }]) =>
        now < expires ? [[group, key, value] as const] : [],
      ),
    );
  }

  /** Slots of a group were set in the order in which they expire. */
  #sweep(group: string, now: number): void {
    for (const [key, slot] of this.#groups.get(group) ?? []) {
      if (now < slot.expires) return;
      this.delete(group, key);
    }
  }
}
