// Sets of rows as bits, in two levels: words of 32 rows, and behind them a summary with a bit for each word that is not
// empty, so that what a thousand rows have in common is found by looking at a few words.

/** The words of the rows, then those of the summary. */
export type Mask = Uint32Array;

/** The bits of one number hold so many. */
export const FEW_ROWS = 32;

/** No row. */
export const NONE = -1;

/** Words that hold so many bits. */
export function wordsFor(bits: number): number {
  return Math.ceil(bits / FEW_ROWS);
}

/** Of `rows` rows, none. */
export function emptyMask(rows: number): Mask {
  const words = wordsFor(rows);
  return new Uint32Array(words + wordsFor(words));
}

/** The summary is not brought up to date. */
export function addRow(mask: Mask, row: number): void {
  const word = row >>> 5;
  mask[word] = ((mask[word] ?? 0) | (1 << (row & 31))) >>> 0;
}

/** As `addRow`, but a row that is in the mask leaves it. */
export function flipRow(mask: Mask, row: number): void {
  const word = row >>> 5;
  mask[word] = ((mask[word] ?? 0) ^ (1 << (row & 31))) >>> 0;
}

export function summarise(mask: Mask, rows: number): void {
  const words = wordsFor(rows);
  mask.fill(0, words);
  for (let word = 0; word < words; word += 1) {
    if (mask[word] !== 0) {
      const place = words + (word >>> 5);
      mask[place] = ((mask[place] ?? 0) | (1 << (word & 31))) >>> 0;
    }
  }
}

/** The lowest row of a word of bits that is not empty. */
export function lowest(bits: number): number {
  return 31 - Math.clz32(bits & -bits);
}

/** The first row from `from` on in a word of bits, or NONE. */
export function nextIn(bits: number, from: number): number {
  const left = from < FEW_ROWS ? bits & (-1 << from) : 0;
  return left === 0 ? NONE : lowest(left);
}

/** Masks that are gone over at once. */
const AT_ONCE = 8;

/**
 * The first row from `from` on that is in all masks, of `words` words each, or NONE. Of no masks, any row is. What is known of each
 * mask is found out before its words are gone over: in a loop over the masks for each word that takes most of the time.
 */
export function nextCommon(masks: readonly Mask[], words: number, from: number): number {
  const [a] = masks;
  if (a === undefined) return from;
  const { 1: b = a, 2: c = a, 3: d = a, 4: e = a, 5: f = a, 6: g = a } = masks;
  const h = masks.length > AT_ONCE ? folded(masks.slice(AT_ONCE - 1)) : (masks[AT_ONCE - 1] ?? a);
  const end = words + wordsFor(words);
  const first = from >>> 5;
  let someEdge = -1 << (first & 31);
  let edge = -1 << (from & 31);
  for (let place = words + (first >>> 5); place < end; place += 1) {
    let some = four(a, b, c, d, place) & four(e, f, g, h, place) & someEdge;
    someEdge = -1;
    for (; some !== 0; some &= some - 1) {
      const word = ((place - words) << 5) + lowest(some);
      if (word !== first) edge = -1;
      const rows = four(a, b, c, d, word) & four(e, f, g, h, word) & edge;
      if (rows !== 0) return (word << 5) + lowest(rows);
    }
  }
  return NONE;
}

function four(a: Mask, b: Mask, c: Mask, d: Mask, at: number): number {
  return (a[at] ?? 0) & (b[at] ?? 0) & (c[at] ?? 0) & (d[at] ?? 0);
}

/** What the masks have in common; its summary may have bits of words that are empty. */
function folded([first, ...others]: readonly Mask[]): Mask {
  const common = (first ?? emptyMask(0)).slice();
  for (const mask of others)
    for (let i = 0; i < common.length; i += 1) common[i] = (common[i] ?? 0) & (mask[i] ?? 0);
  return common;
}
