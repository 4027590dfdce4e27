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

/** The first row from `from` on that is in all masks, of `words` words each, or NONE. Of no masks, any row is. */
export function nextCommon(masks: readonly Mask[], words: number, from: number): number {
  let word = from >>> 5;
  if (word >= words) return NONE;
  let rows = commonAt(masks, word) & (-1 << (from & 31));
  while (rows === 0) {
    word = nextWord(masks, words, word + 1);
    if (word === NONE) return NONE;
    rows = commonAt(masks, word);
  }
  return (word << 5) + lowest(rows);
}

/** The first word from `from` on that is empty in no mask, or NONE. */
function nextWord(masks: readonly Mask[], words: number, from: number): number {
  const end = words + wordsFor(words);
  let edge = -1 << (from & 31);
  for (let place = words + (from >>> 5); place < end; place += 1) {
    const some = commonAt(masks, place) & edge;
    if (some !== 0) return ((place - words) << 5) + lowest(some);
    edge = -1;
  }
  return NONE;
}

function commonAt(masks: readonly Mask[], place: number): number {
  let common = -1;
  for (const mask of masks) common &= mask[place] ?? 0;
  return common;
}
