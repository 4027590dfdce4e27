// Many boxes in the way of one: which of them are met at a class of a dimension, as bit masks, so that a way past all of
// them is found by a few guesses. Where none is found nothing is proved.

import { sizeOf, type ClassSet } from "./class-set.js";
import type { Box, Whole } from "./region.js";

/** Classes of a dimension that are tried for one box. */
const MOST_TRIED = 16;
/** Words of masks that a dimension may take: of more classes only each second is indexed, or each third, and so on. */
const MOST_WORDS = 1 << 20;

/** So often a way is looked for, each time by other classes. */
const ROUNDS = 4;

type Mask = Uint32Array;

/** A dimension: of each `step`-th class, the boxes that hold it. */
interface Column {
  readonly dimension: number;
  readonly step: number;
  readonly masks: readonly Mask[];
}

export class Obstacles {
  #columns: readonly Column[] | undefined;

  /** What `isLast` is bound after all others, and only if need be. */
  constructor(
    private readonly boxes: readonly Box[],
    private readonly whole: Whole,
    private readonly isLast: (dimension: number) => boolean,
  ) {}

  /**
   * A part of `box` that lies outside the first `count` boxes. It binds what `box` binds, and little else; undefined where
   * guesses lead to none.
   */
  wayPast(box: Box, count = this.boxes.length): Box | undefined {
    this.#columns ??= this.#allColumns();
    for (let round = 0; round < ROUNDS; round += 1) {
      const chosen = this.#chosen(box, count, round);
      if (chosen !== undefined) return this.#widened(box, chosen, count);
    }
    return undefined;
  }

  /** In the first round dimension by dimension, those of the box before others; then what leaves fewest in the way. */
  #chosen(box: Box, count: number, round: number): readonly Choice[] | undefined {
    let live = firstBits(count);
    const all = this.#columns ?? [];
    let open = [
      ...all.filter(({ dimension }) => box.has(dimension)),
      ...all.filter(({ dimension }) => !box.has(dimension)),
    ];
    const chosen: Choice[] = [];
    while (!isNone(live)) {
      const tried = round === 0 ? open.slice(0, 1) : open;
      if (tried.length === 0) return undefined;
      const choices = tried.flatMap((column) => {
        const set = box.get(column.dimension) ?? this.whole(column.dimension);
        return bestOf(column, set, live, round) ?? [];
      });
      const least = Math.min(...choices.map(({ left }) => left));
      const best = choices.find(({ left }) => left === least);
      if (best === undefined && round > 0) return undefined;
      open = open.filter(({ dimension }) => dimension !== (best ?? tried[0])?.dimension);
      if (best === undefined) continue;
      chosen.push(best);
      live = both(live, best.mask);
    }
    return chosen;
  }

  #allColumns(): readonly Column[] {
    const dimensions = Array.from(new Set(this.boxes.flatMap((box) => Array.from(box.keys()))));
    const ordered = [
      ...dimensions.filter((dimension) => !this.isLast(dimension)),
      ...dimensions.filter(this.isLast),
    ];
    return ordered.map((dimension) => columnOf(dimension, this.boxes, this.whole));
  }

  /** Without the choices that were not needed. */
  #widened(box: Box, chosen: readonly Choice[], count: number): Box {
    let needed = chosen;
    // The first choices were made without knowledge of the later ones.
    for (const choice of chosen) {
      const rest = needed.filter((each) => each !== choice);
      if (isNone(rest.reduce((mask, each) => both(mask, each.mask), firstBits(count)))) needed = rest;
    }
    const part = new Map(box);
    for (const { dimension, place } of needed) part.set(dimension, [place, place + 1]);
    return part;
  }
}

interface Choice {
  readonly dimension: number;
  readonly place: number;
  readonly mask: Mask;
  /** How many boxes it leaves in the way. */
  readonly left: number;
}

/** The class that fewest of the live boxes hold; undefined where no class of the set is indexed, or all boxes hold each. */
function bestOf(
  { dimension, step, masks }: Column,
  set: ClassSet,
  live: Mask,
  round: number,
): Choice | undefined {
  let found: Choice | undefined;
  for (const place of spread(set, step, round)) {
    const mask = masks[place / step];
    if (mask === undefined) continue;
    const left = countInBoth(live, mask);
    if (left < (found?.left ?? Infinity)) found = { dimension, place, mask, left };
    if (left === 0) break;
  }
  return found !== undefined && found.left < countInBoth(live, live) ? found : undefined;
}

/** Some indexed classes of the set, from all over it, in each round others; what is known before what is not. */
function spread(set: ClassSet, step: number, round: number): readonly number[] {
  const places: number[] = [];
  const stride = Math.max(1, Math.ceil(sizeOf(set) / step / MOST_TRIED));
  for (let i = set.length - 2; i >= 0 && places.length < 2 * MOST_TRIED; i -= 2) {
    const first = Math.ceil((set[i] ?? 0) / step) + (stride > 1 ? round % stride : 0);
    for (let at = first; at * step < (set[i + 1] ?? 0); at += stride) places.push(at * step);
  }
  return places.sort((a, b) => b - a);
}

function columnOf(dimension: number, boxes: readonly Box[], whole: Whole): Column {
  const size = whole(dimension).at(-1) ?? 0;
  const words = Math.ceil(boxes.length / 32);
  const step = Math.max(1, Math.ceil((size * words) / MOST_WORDS));
  const masks = Array.from({ length: Math.ceil(size / step) }, () => new Uint32Array(words));
  // First where runs begin and end, then what is open at each class.
  boxes.forEach((box, i) => {
    for (const edge of box.get(dimension) ?? whole(dimension)) flip(masks[Math.ceil(edge / step)], i);
  });
  masks.forEach((mask, at) => {
    const before = masks[at - 1];
    if (before !== undefined)
      for (let i = 0; i < mask.length; i += 1) mask[i] = (mask[i] ?? 0) ^ (before[i] ?? 0);
  });
  return { dimension, step, masks };
}

// ─── Masks ──────────────────────────────────────────────────────────────────────────────────────────────────────

function flip(mask: Mask | undefined, bit: number): void {
  if (mask !== undefined) mask[bit >> 5] = (mask[bit >> 5] ?? 0) ^ (1 << (bit & 31));
}

function firstBits(count: number): Mask {
  const mask = new Uint32Array(Math.ceil(count / 32)).fill(0xffff_ffff);
  if (count % 32 > 0) mask[mask.length - 1] = (1 << (count % 32)) - 1;
  return mask;
}

/** Of the length of the first. */
function both(mask: Mask, other: Mask): Mask {
  const common = new Uint32Array(mask.length);
  for (let i = 0; i < mask.length; i += 1) common[i] = (mask[i] ?? 0) & (other[i] ?? 0);
  return common;
}

function isNone(mask: Mask): boolean {
  for (const word of mask) if (word !== 0) return false;
  return true;
}

function countInBoth(mask: Mask, other: Mask): number {
  let count = 0;
  for (let i = 0; i < mask.length; i += 1) {
    const word = (mask[i] ?? 0) & (other[i] ?? 0);
    if (word !== 0) count += bitsIn(word);
  }
  return count;
}

/** How many bits of 32 are set (H. S. Warren, Hacker's Delight, 5-1). */
function bitsIn(word: number): number {
  const pairs = word - ((word >>> 1) & 0x5555_5555);
  const fours = (pairs & 0x3333_3333) + ((pairs >>> 2) & 0x3333_3333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24;
}
