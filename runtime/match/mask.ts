// Sets of rows as bits, in two levels: words of 32 rows, and behind them a summary with a bit for each word that is not
// empty, so that what a thousand rows have in common is found by looking at a few words.

/** The words of the rows, then those of the summary. */
export type Mask = Uint32Array;

const WORD = 32;

/** Words that hold so many bits. */
export function wordsFor(bits: number): number {
  return Math.ceil(bits / WORD);
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

/** Goes over the rows that are in all masks, in order, until `visit` says true. Of no masks, all `rows` are. */
export function visitCommon(masks: readonly Mask[], rows: number, visit: (row: number) => boolean): boolean {
  const words = wordsFor(rows);
  for (let place = words; place < words + wordsFor(words); place += 1) {
    let summary = -1;
    for (const mask of masks) summary &= mask[place] ?? 0;
    while (summary !== 0) {
      const low = summary & -summary;
      summary ^= low;
      const word = ((place - words) << 5) + (31 - Math.clz32(low));
      if (word >= words) break;
      let common = -1;
      for (const mask of masks) common &= mask[word] ?? 0;
      while (common !== 0) {
        const bit = common & -common;
        common ^= bit;
        const row = (word << 5) + (31 - Math.clz32(bit));
        if (row < rows && visit(row)) return true;
      }
    }
  }
  return false;
}
