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
  union,
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

/** The classes that a value can have in a dimension. */
export type Whole = (dimension: number) => ClassSet;

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
export function outside(box: Box, others: readonly Box[], whole: Whole, effort: Effort): Box | undefined {
  effort.left -= 1;
  if (effort.left < 0) throw new TooManyPieces();
  const near = others.filter((other) => !areDisjoint(box, other));
  if (near.length === 0) return box;
  if (near.some((other) => covers(other, box))) return undefined;
  const largest = widest(near, box, whole);
  const rest = near.filter((other) => other !== largest);
  for (const piece of piecesOf(box, largest, whole)) {
    const found = outside(piece, rest, whole, effort);
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * All of `box` that lies outside `others`, in disjoint pieces.
 * @throws {TooManyPieces} where the effort does not suffice.
 */
export function difference(box: Box, others: readonly Box[], whole: Whole, effort: Effort): readonly Box[] {
  return parted(box, others, whole, effort).outside;
}

/** A box in disjoint pieces: those that lie in one of some others, and those that lie in none. */
export interface Parted {
  readonly inside: readonly Box[];
  readonly outside: readonly Box[];
}

/** @throws {TooManyPieces} where the effort does not suffice. */
export function parted(box: Box, others: readonly Box[], whole: Whole, effort: Effort): Parted {
  effort.left -= 1;
  if (effort.left < 0) throw new TooManyPieces();
  const near = others.filter((other) => !areDisjoint(box, other));
  if (near.length === 0) return { inside: [], outside: [box] };
  if (near.some((other) => covers(other, box))) return { inside: [box], outside: [] };
  const largest = widest(near, box, whole);
  const rest = near.filter((other) => other !== largest);
  const parts = piecesOf(box, largest, whole).map((piece) => parted(piece, rest, whole, effort));
  return {
    inside: [meet(box, largest) ?? box, ...parts.flatMap(({ inside }) => inside)],
    outside: parts.flatMap(({ outside }) => outside),
  };
}

/** The one that takes the largest share of the box. */
function widest(others: readonly Box[], box: Box, whole: Whole): Box {
  let most = -1;
  let found = others[0] ?? EVERYTHING;
  for (const other of others) {
    const share = shareOf(other, box, whole);
    if (share > most) {
      most = share;
      found = other;
    }
  }
  return found;
}

function shareOf(other: Box, box: Box, whole: Whole): number {
  let share = 1;
  for (const [dimension, set] of other) {
    const own = box.get(dimension) ?? whole(dimension);
    share *= sizeOf(intersect(set, own)) / Math.max(1, sizeOf(own));
  }
  return share;
}

/** The box without `other`, which overlaps it: a piece for each dimension in which `other` leaves something. */
function piecesOf(box: Box, other: Box, whole: Whole): readonly Box[] {
  const pieces: Box[] = [];
  const rest = new Map(box);
  for (const [dimension, set] of other) {
    const own = rest.get(dimension) ?? whole(dimension);
    const left = subtract(own, set);
    if (!isEmpty(left)) {
      pieces.push(new Map(rest).set(dimension, left));
      rest.set(dimension, intersect(own, set));
    }
  }
  return pieces;
}

/** Joins boxes that differ in one dimension only, until none do: fewer boxes for the same cells. */
export function joined(boxes: readonly Box[], whole: Whole): readonly Box[] {
  let current = boxes;
  for (;;) {
    const dimensions = new Set(current.flatMap((box) => Array.from(box.keys())));
    const before = current.length;
    for (const dimension of dimensions) current = joinedAlong(dimension, current, whole);
    if (current.length === before) return current;
  }
}

/** Boxes that are equal but for this dimension become one. */
function joinedAlong(dimension: number, boxes: readonly Box[], whole: Whole): readonly Box[] {
  const alike = new Map<string, Box>();
  for (const box of boxes) {
    const set = box.get(dimension) ?? whole(dimension);
    const rest = new Map(box);
    rest.delete(dimension);
    const key = keyOf(rest);
    const known = alike.get(key);
    const both = known === undefined ? set : union(known.get(dimension) ?? whole(dimension), set);
    // What holds of every value binds nothing.
    alike.set(key, isEqual(both, whole(dimension)) ? rest : rest.set(dimension, both));
  }
  return Array.from(alike.values());
}

/** Equal texts for equal boxes. */
function keyOf(box: Box): string {
  return Array.from(box)
    .sort(([a], [b]) => a - b)
    .map(([dimension, set]) => `${String(dimension)}:${set.join(",")}`)
    .join(" ");
}
