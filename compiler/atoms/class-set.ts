// Sets of classes, as runs: [from, to) pairs in order, none touching the next. A range of an attribute is one run however
// many classes it has, and all but one class are two.

export type ClassSet = readonly number[];

export const NONE: ClassSet = [];

/** The classes from `from` up to, and without, `to`. */
export function run(from: number, to: number): ClassSet {
  return from < to ? [from, to] : NONE;
}

export function setOf(classes: Iterable<number>): ClassSet {
  const sorted = Array.from(new Set(classes)).sort((a, b) => a - b);
  const runs: number[] = [];
  for (const each of sorted) {
    if (runs.at(-1) === each) runs[runs.length - 1] = each + 1;
    else runs.push(each, each + 1);
  }
  return runs;
}

export function isEmpty(set: ClassSet): boolean {
  return set.length === 0;
}

export function sizeOf(set: ClassSet): number {
  let size = 0;
  for (let i = 0; i < set.length; i += 2) size += (set[i + 1] ?? 0) - (set[i] ?? 0);
  return size;
}

export function hasClass(set: ClassSet, place: number): boolean {
  let low = 0;
  let high = set.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((set[middle] ?? 0) <= place) low = middle + 1;
    else high = middle;
  }
  return low % 2 === 1;
}

/** Of the classes 0 to `count`, those that are not in the set. */
export function complement(set: ClassSet, count: number): ClassSet {
  const edges = [0, ...set, count];
  const runs: number[] = [];
  for (let i = 0; i < edges.length; i += 2) {
    const from = edges[i] ?? 0;
    const to = edges[i + 1] ?? 0;
    if (from < to) runs.push(from, to);
  }
  return runs;
}

export function intersect(a: ClassSet, b: ClassSet): ClassSet {
  const runs: number[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const from = Math.max(a[i] ?? 0, b[j] ?? 0);
    const endA = a[i + 1] ?? 0;
    const endB = b[j + 1] ?? 0;
    if (from < Math.min(endA, endB)) runs.push(from, Math.min(endA, endB));
    if (endA <= endB) i += 2;
    else j += 2;
  }
  return runs;
}

/** The size of what both have. */
export function sizeOfCommon(a: ClassSet, b: ClassSet): number {
  let size = 0;
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const endA = a[i + 1] ?? 0;
    const endB = b[j + 1] ?? 0;
    size += Math.max(0, Math.min(endA, endB) - Math.max(a[i] ?? 0, b[j] ?? 0));
    if (endA <= endB) i += 2;
    else j += 2;
  }
  return size;
}

export function isDisjoint(a: ClassSet, b: ClassSet): boolean {
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const endA = a[i + 1] ?? 0;
    const endB = b[j + 1] ?? 0;
    if (Math.max(a[i] ?? 0, b[j] ?? 0) < Math.min(endA, endB)) return false;
    if (endA <= endB) i += 2;
    else j += 2;
  }
  return true;
}

export function union(a: ClassSet, b: ClassSet): ClassSet {
  return unionOf([a, b]);
}

export function unionOf(sets: readonly ClassSet[]): ClassSet {
  const pairs: [number, number][] = [];
  for (const set of sets) for (let i = 0; i < set.length; i += 2) pairs.push([set[i] ?? 0, set[i + 1] ?? 0]);
  pairs.sort(([x], [y]) => x - y);
  const runs: number[] = [];
  for (const [from, to] of pairs) {
    const end = runs.at(-1);
    if (end !== undefined && from <= end) runs[runs.length - 1] = Math.max(end, to);
    else runs.push(from, to);
  }
  return runs;
}

export function subtract(a: ClassSet, b: ClassSet): ClassSet {
  const last = Math.max(a.at(-1) ?? 0, b.at(-1) ?? 0);
  return intersect(a, complement(b, last));
}

/** Is every class of `a` one of `b`? */
export function isWithin(a: ClassSet, b: ClassSet): boolean {
  let j = 0;
  for (let i = 0; i < a.length; i += 2) {
    while (j < b.length && (b[j + 1] ?? 0) <= (a[i] ?? 0)) j += 2;
    if (j >= b.length || (b[j] ?? 0) > (a[i] ?? 0) || (b[j + 1] ?? 0) < (a[i + 1] ?? 0)) return false;
  }
  return true;
}

export function isEqual(a: ClassSet, b: ClassSet): boolean {
  return a.length === b.length && a.every((edge, i) => edge === b[i]);
}
