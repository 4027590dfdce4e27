// What stands somewhere for the second time.

export interface Repeat<T> {
  readonly item: T;
  readonly index: number;
  /** The first that is like it. */
  readonly first: T;
}

/** Each item that is like an earlier one by its key; time: one look each. */
export function* repeatsIn<T>(items: readonly T[], keyOf: (item: T) => string): Iterable<Repeat<T>> {
  const firsts = new Map<string, T>();
  for (const [index, item] of items.entries()) {
    const key = keyOf(item);
    const first = firsts.get(key);
    if (first === undefined) firsts.set(key, item);
    else yield { item, index, first };
  }
}

/** Items by their keys, in their order. */
export function groupedBy<T>(
  items: Iterable<T>,
  keyOf: (item: T) => string,
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const known = groups.get(keyOf(item));
    if (known === undefined) groups.set(keyOf(item), [item]);
    else known.push(item);
  }
  return groups;
}
