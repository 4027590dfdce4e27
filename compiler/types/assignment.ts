// Can people be assigned to needs, each person to one at most? A bipartite matching, by augmenting paths.

export interface Demand {
  readonly count: number;
  readonly people: readonly string[];
}

/** Who serves which demand, by its index. */
type Serves = Map<string, number>;

/**
 * The index of the first demand that cannot be met beside those before it; undefined where all can be met.
 * An assignment can be enlarged as long as an augmenting path exists (C. Berge, 1957).
 */
export function assign(demands: readonly Demand[]): number | undefined {
  const serves: Serves = new Map();
  for (const [index, { count, people }] of demands.entries()) {
    // Those who are free come first; only for the rest others must change place.
    const free = people.filter((person) => !serves.has(person)).slice(0, count);
    for (const person of free) serves.set(person, index);
    for (let served = free.length; served < count; served++) {
      if (!augment(demands, serves, index)) return index;
    }
  }
  return undefined;
}

/** A demand may give up `person`, who then serves `from`. */
interface Change {
  readonly person: string;
  readonly from: number;
}

/** Finds one more person for the demand `start`, breadth first over the demands that could give one up. */
function augment(demands: readonly Demand[], serves: Serves, start: number): boolean {
  const reached = new Map<number, Change | undefined>([[start, undefined]]);
  // A map may grow while it is walked, and is walked in the order of its growth.
  for (const demand of reached.keys()) {
    for (const person of demands[demand]?.people ?? []) {
      const other = serves.get(person);
      if (other === undefined) {
        reassign(serves, reached, { person, from: demand });
        return true;
      }
      if (!reached.has(other)) reached.set(other, { person, from: demand });
    }
  }
  return false;
}

/** Everyone on the path moves on by one place. */
function reassign(serves: Serves, reached: ReadonlyMap<number, Change | undefined>, last: Change): void {
  for (let change: Change | undefined = last; change !== undefined; change = reached.get(change.from)) {
    serves.set(change.person, change.from);
  }
}
