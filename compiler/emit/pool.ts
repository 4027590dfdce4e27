// A pool of a table: equal things once, each known by its index.

export class Pool<T> {
  readonly #indices = new Map<string, number>();
  readonly #items: T[] = [];

  get items(): readonly T[] {
    return this.#items;
  }

  /** The index of what `key` names; `make` is asked the first time. */
  indexOf(key: string, make: () => T): number {
    const known = this.#indices.get(key);
    if (known !== undefined) return known;
    const index = this.#items.push(make()) - 1;
    this.#indices.set(key, index);
    return index;
  }
}
