// Edits of a text, and where its places are after them.

export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

/** The text after edits, which stand in the order of their places and do not overlap. */
export function edited(text: string, edits: readonly Edit[]): string {
  const pieces: string[] = [];
  let at = 0;
  for (const { start, end, newText } of edits) {
    pieces.push(text.slice(at, start), newText);
    at = end;
  }
  return [...pieces, text.slice(at)].join("");
}

/** Where an offset is after the edits; within one, it stays where that begins. */
export function shifter(edits: readonly Edit[]): (offset: number) => number {
  const ends: number[] = [];
  const shifts: number[] = [];
  let shift = 0;
  for (const { start, end, newText } of edits) {
    shift += newText.length - (end - start);
    ends.push(end);
    shifts.push(shift);
  }
  return (offset) => {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? Infinity) <= offset) low = middle + 1;
      else high = middle;
    }
    return offset + (shifts[low - 1] ?? 0);
  };
}
