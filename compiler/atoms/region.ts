// Regions of requests as boxes: in each dimension a set of classes. What a region leaves of another is found by splitting
// boxes around each other, so that the pieces are disjoint and together exactly the difference.

import {
  type ClassSet,
  intersect,
  isDisjoint,
  isEmpty,
  isEqual,
  isWithin,
  sizeOf,
  subtract,
} from "./class-set.js";

/** By dimension; one that is not named is not bound. A box without an empty set holds at least one cell. */
export type Box = ReadonlyMap<number, ClassSet>;

/** All requests. */
const EVERYTHING: Box = new Map();

/** What the boxes have in common; undefined where that is nothing. */
export function meet(a: Box, b: Box): Box | undefined {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  const met = new Map(large);
  for (const [dimension, set] of small) {
    const other = large.get(dimension);
    const common = other === undefined ? set : intersect(set, other);
    if (isEmpty(common)) return undefined;
    met.set(dimension, common);
  }
  return met;
}

export function areDisjoint(a: Box, b: Box): boolean {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  for (const [dimension, set] of small) {
    const other = large.get(dimension);
    if (other !== undefined && isDisjoint(set, other)) return true;
  }
  return false;
}

/** Does every cell of `inner` lie in `outer`? */
export function covers(outer: Box, inner: Box): boolean {
  for (const [dimension, set] of outer) {
    const own = inner.get(dimension);
    if (own === undefined || !isWithin(own, set)) return false;
  }
  return true;
}

/** How many classes each dimension has. */
export type Sizes = (dimension: number) => number;

/** More pieces than this, and the question is not answered. */
export class TooManyPieces extends Error {
  override readonly name = "TooManyPieces";
}

/** What is counted down while pieces are looked at. */
export interface Effort {
  left: number;
}

/**
 * A part of `box` that lies outside all of `others`; undefined where they cover it.
 * @throws {TooManyPieces} where the effort does not suffice.
 */
export function outside(box: Box, others: readonly Box[], sizes: Sizes, effort: Effort): Box | undefined {
  effort.left -= 1;
  if (effort.left < 0) throw new TooManyPieces();
  const near = others.filter((other) => !areDisjoint(box, other));
  if (near.length === 0) return box;
  if (near.some((other) => covers(other, box))) return undefined;
  const largest = widest(near, box, sizes);
  const rest = near.filter((other) => other !== largest);
  for (const piece of piecesOf(box, largest, sizes)) {
    const found = outside(piece, rest, sizes, effort);
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * All of `box` that lies outside `others`, in disjoint pieces.
 * @throws {TooManyPieces} where the effort does not suffice.
 */
export function difference(box: Box, others: readonly Box[], sizes: Sizes, effort: Effort): readonly Box[] {
  effort.left -= 1;
  if (effort.left < 0) throw new TooManyPieces();
  const near = others.filter((other) => !areDisjoint(box, other));
  if (near.length === 0) return [box];
  if (near.some((other) => covers(other, box))) return [];
  const largest = widest(near, box, sizes);
  const rest = near.filter((other) => other !== largest);
  return piecesOf(box, largest, sizes).flatMap((piece) => difference(piece, rest, sizes, effort));
}

/** The one that takes the largest share of the box. */
function widest(others: readonly Box[], box: Box, sizes: Sizes): Box {
  let most = -1;
  let found = others[0] ?? EVERYTHING;
  for (const other of others) {
    const share = shareOf(other, box, sizes);
    if (share > most) {
      most = share;
      found = other;
    }
  }
  return found;
}

function shareOf(other: Box, box: Box, sizes: Sizes): number {
  let share = 1;
  for (const [dimension, set] of other) {
    const own = box.get(dimension);
    const whole = own === undefined ? sizes(dimension) : sizeOf(own);
    const taken = own === undefined ? sizeOf(set) : sizeOf(intersect(set, own));
    share *= taken / Math.max(1, whole);
  }
  return share;
}

/** The box without `other`, which overlaps it: a piece for each dimension in which `other` leaves something. */
function piecesOf(box: Box, other: Box, sizes: Sizes): readonly Box[] {
  const pieces: Box[] = [];
  const rest = new Map(box);
  for (const [dimension, set] of other) {
    const own = rest.get(dimension) ?? [0, sizes(dimension)];
    const left = subtract(own, set);
    if (!isEmpty(left)) {
      pieces.push(new Map(rest).set(dimension, left));
      rest.set(dimension, intersect(own, set));
    }
  }
  return pieces;
}

/** Joins boxes that differ in one dimension only, until none do: fewer boxes for the same cells. */
export function joined(boxes: readonly Box[], unite: (a: ClassSet, b: ClassSet) => ClassSet): readonly Box[] {
  let current = boxes;
  for (;;) {
    const next = joinOnce(current, unite);
    if (next === undefined) return current;
    current = next;
  }
}

function joinOnce(
  boxes: readonly Box[],
  unite: (a: ClassSet, b: ClassSet) => ClassSet,
): readonly Box[] | undefined {
  for (const [i, a] of boxes.entries()) {
    for (const [j, b] of boxes.entries()) {
      const dimension = j > i ? onlyDifference(a, b) : undefined;
      if (dimension === undefined) continue;
      const one = new Map(a).set(dimension, unite(a.get(dimension) ?? [], b.get(dimension) ?? []));
      return [...boxes.filter((_, k) => k !== i && k !== j), one];
    }
  }
  return undefined;
}

/** The dimension in which alone two boxes differ, both being bound in it. */
function onlyDifference(a: Box, b: Box): number | undefined {
  if (a.size !== b.size) return undefined;
  let found: number | undefined;
  for (const [dimension, set] of a) {
    const other = b.get(dimension);
    if (other === undefined) return undefined;
    if (isEqual(set, other)) continue;
    if (found !== undefined) return undefined;
    found = dimension;
  }
  return found;
}
