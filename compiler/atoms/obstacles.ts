// Many boxes in the way of one: which of them are met at a class of a dimension, as bit masks, so that a way past all of
// them is found by a few guesses. Where none is found nothing is proved.

import { sizeOf, type ClassSet } from "./class-set.js";
import { type Box, type Effort, spend, type Whole, withinEffort } from "./region.js";

/** Classes of a dimension that are tried for one box. */
const MOST_TRIED = 16;
/** Words of masks that a dimension may take: of more classes only each second is indexed, or each third, and so on. */
const MOST_WORDS = 1 << 20;

/** So often a way is looked for, each time by other classes, and beginning elsewhere. */
const ROUNDS = [0, 1, 2, 3];
/** Words of masks that are gone over in the time of one comparison of boxes. */
const WORDS_AT_ONCE = 8;

type Mask = Uint32Array;

/** A dimension: of each `step`-th class, the boxes that hold it. */
interface Column {
  readonly dimension: number;
  readonly step: number;
  readonly masks: readonly Mask[];
}

export class Obstacles {
  readonly #columns = new Map<number, Column>();

  /** What `isLast` is bound only where nothing else is as good. */
  constructor(
    private readonly boxes: readonly Box[],
    private readonly whole: Whole,
    private readonly isLast: (dimension: number) => boolean,
  ) {}

  /**
   * A part of `box` that lies outside the first `count` boxes. It binds what `box` binds, and little else; undefined where
   * guesses lead to none, or the effort does not suffice for them.
   */
  wayPast(box: Box, effort: Effort, count = this.boxes.length): Box | undefined {
    for (const round of ROUNDS) {
      const chosen = withinEffort(() => this.#chosen(box, { count, round, effort }), undefined);
      if (chosen !== undefined) return widened(box, chosen, count);
    }
    return undefined;
  }

  /** Takes one box after the other out of the way, each by what leaves fewest others. */
  #chosen(box: Box, { count, round, effort }: Search): readonly Choice[] | undefined {
    let live: Live = { mask: firstBits(count), size: count };
    const from = Math.floor((round * live.mask.length) / ROUNDS.length);
    const chosen = new Map<number, Choice>();
    for (let next = bitIn(live.mask, from); next !== undefined; next = bitIn(live.mask, from)) {
      let best: Choice | undefined;
      for (const dimension of this.#boundBy(next)) {
        if (chosen.has(dimension)) continue;
        spend(effort, 1 + live.mask.length / WORDS_AT_ONCE);
        const set = box.get(dimension) ?? this.whole(dimension);
        const choice = bestOf(this.#column(dimension, effort), set, live, round);
        if (choice !== undefined && choice.left < (best?.left ?? Infinity)) best = choice;
        if (best?.left === 0) break;
      }
      if (best === undefined) return undefined;
      chosen.set(best.dimension, best);
      live = { mask: both(live.mask, best.mask), size: best.left };
    }
    return Array.from(chosen.values());
  }

  #boundBy(place: number): readonly number[] {
    const all = Array.from(this.boxes[place]?.keys() ?? []);
    return [...all.filter((each) => !this.isLast(each)), ...all.filter(this.isLast)];
  }

  #column(dimension: number, effort: Effort): Column {
    const known = this.#columns.get(dimension);
    if (known !== undefined) return known;
    spend(effort, this.boxes.length);
    const column = columnOf(dimension, this.boxes, this.whole);
    this.#columns.set(dimension, column);
    return column;
  }
}

interface Search {
  readonly count: number;
  readonly round: number;
  readonly effort: Effort;
}

/** The boxes that are in the way. */
interface Live {
  readonly mask: Mask;
  readonly size: number;
}

/** The box with the choices that are needed: the first ones were made without knowledge of the later ones. */
function widened(box: Box, chosen: readonly Choice[], count: number): Box {
  const behind: Mask[] = [firstBits(count)];
  for (const { mask } of chosen.toReversed()) behind.unshift(both(behind[0] ?? mask, mask));
  let live = firstBits(count);
  const part = new Map(box);
  chosen.forEach(({ dimension, place, mask }, i) => {
    if (isNone(both(live, behind[i + 1] ?? live))) return;
    live = both(live, mask);
    part.set(dimension, [place, place + 1]);
  });
  return part;
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
  live: Live,
  round: number,
): Choice | undefined {
  let found: Choice | undefined;
  for (const place of spread(set, step, round)) {
    const mask = masks[place / step];
    if (mask === undefined) continue;
    const left = countInBoth(live.mask, mask);
    if (left < (found?.left ?? Infinity)) found = { dimension, place, mask, left };
    if (left === 0) break;
  }
  return found !== undefined && found.left < live.size ? found : undefined;
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

/** A bit that is set, looked for from a word on; undefined where none is. */
function bitIn(mask: Mask, from: number): number | undefined {
  for (let i = 0; i < mask.length; i += 1) {
    const at = (from + i) % mask.length;
    const word = mask[at] ?? 0;
    if (word !== 0) return 32 * at + 31 - Math.clz32(word);
  }
  return undefined;
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
