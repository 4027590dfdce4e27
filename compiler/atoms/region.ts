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
  sizeOfCommon,
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

/** It would take more comparisons of boxes than the effort allows, and the question is not answered. */
export class TooManyPieces extends Error {
  override readonly name = "TooManyPieces";
}

/** There is no more time, and no question is answered. */
export class OutOfTime extends Error {
  override readonly name = "OutOfTime";
}

/** What may be compared of boxes to answer a question. */
export interface Effort {
  /** So many comparisons, counted down. */
  left: number;
  /** What this is a part of: it is counted down along with it. */
  readonly of?: Effort;
  /** Is there time? It is asked now and then. */
  readonly more?: () => boolean;
}

/** Comparisons between two looks at the clock: about a millisecond. */
const UNTIL_LOOK = 5_000;

/**
 * Counts so many comparisons.
 * @throws {TooManyPieces} where the effort does not suffice.
 * @throws {OutOfTime} where there is no more time.
 */
export function spend(effort: Effort, comparisons: number): void {
  for (let each: Effort | undefined = effort; each !== undefined; each = each.of) {
    const before = each.left;
    each.left -= comparisons;
    if (each.left < 0) throw new TooManyPieces();
    const isDue = Math.ceil(before / UNTIL_LOOK) !== Math.ceil(each.left / UNTIL_LOOK);
    if (isDue && each.more?.() === false) throw new OutOfTime();
  }
}

/** `answer`, or what is said where the effort does not suffice for it. */
export function withinEffort<T>(answer: () => T, otherwise: T): T {
  return unless(TooManyPieces, answer, otherwise);
}

/** `answer`, or what is said where there is no time for it. */
export function withinTime<T>(answer: () => T, otherwise: T): T {
  return unless(OutOfTime, answer, otherwise);
}

function unless<T>(ended: new () => Error, answer: () => T, otherwise: T): T {
  try {
    return answer();
  } catch (error) {
    if (error instanceof ended) return otherwise;
    throw error;
  }
}

/** Of some boxes those that overlap with one; or one of them that covers it. */
type Near = { readonly cover: Box } | { readonly cover?: never; readonly boxes: readonly Box[] };

/** To make a piece takes as long as so many comparisons. */
const PIECE = 10;

function nearIn(others: readonly Box[], box: Box, effort: Effort): Near {
  spend(effort, PIECE + others.length);
  const boxes: Box[] = [];
  for (const other of others) {
    if (areDisjoint(box, other)) continue;
    if (covers(other, box)) return { cover: other };
    boxes.push(other);
  }
  return { boxes };
}

/** What is told besides the parts that lie outside. */
interface Told {
  /** The parts that lie in one of the others, disjoint. */
  readonly inside?: Box[];
  /** Of the others, those that were needed to tell. */
  readonly used?: Set<Box>;
}

/**
 * All of `box` that lies outside `others`, in disjoint pieces, as they are asked for.
 * @throws {TooManyPieces} where the effort does not suffice.
 */
export function* partsOutside(
  box: Box,
  others: readonly Box[],
  whole: Whole,
  effort: Effort,
  { inside, used }: Told = {},
): Iterable<Box> {
  const open: { readonly box: Box; readonly others: readonly Box[] }[] = [{ box, others }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const near = nearIn(next.others, next.box, effort);
    if (near.cover !== undefined) {
      used?.add(near.cover);
      inside?.push(next.box);
    } else if (near.boxes.length === 0) yield next.box;
    else {
      const boxes = next.box === box ? widestFirst(near.boxes, box, whole) : near.boxes;
      const largest = widest(boxes.slice(0, MOST_WEIGHED), next.box, whole);
      used?.add(largest);
      inside?.push(meet(next.box, largest) ?? next.box);
      const rest = boxes.filter((other) => other !== largest);
      for (const piece of piecesOf(next.box, largest, whole).toReversed())
        open.push({ box: piece, others: rest });
    }
  }
}

/**
 * A part of `box` that lies outside all of `others`; undefined where they cover it, and then `used` are those that do.
 * @throws {TooManyPieces} where the effort does not suffice.
 */
export function outside(
  box: Box,
  others: readonly Box[],
  whole: Whole,
  effort: Effort,
  used?: Set<Box>,
): Box | undefined {
  for (const part of partsOutside(box, others, whole, effort, used && { used })) return part;
  return undefined;
}

/**
 * All of `box` that lies outside `others`, in disjoint pieces.
 * @throws {TooManyPieces} where the effort does not suffice.
 */
export function difference(box: Box, others: readonly Box[], whole: Whole, effort: Effort): readonly Box[] {
  return Array.from(partsOutside(box, others, whole, effort));
}

/** A box in disjoint pieces: those that lie in one of some others, and those that lie in none. */
export interface Parted {
  readonly inside: readonly Box[];
  readonly outside: readonly Box[];
}

/** @throws {TooManyPieces} where the effort does not suffice. */
export function parted(box: Box, others: readonly Box[], whole: Whole, effort: Effort): Parted {
  const inside: Box[] = [];
  const outside = Array.from(partsOutside(box, others, whole, effort, { inside }));
  return { inside, outside };
}

/** Of more, those that take a large share of the whole are weighed against each other. */
const MOST_WEIGHED = 48;

function widestFirst(others: readonly Box[], box: Box, whole: Whole): readonly Box[] {
  if (others.length <= MOST_WEIGHED) return others;
  const shares = new Map(others.map((other) => [other, shareOf(other, box, whole)]));
  return others.toSorted((a, b) => (shares.get(b) ?? 0) - (shares.get(a) ?? 0));
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
    share *= sizeOfCommon(set, own) / Math.max(1, sizeOf(own));
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
