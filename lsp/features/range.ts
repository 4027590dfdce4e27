// Offsets of a text as the editor's positions: lines and columns from 0, columns in UTF-16 code units.

export interface EditorPosition {
  readonly line: number;
  readonly character: number;
}

export interface EditorRange {
  readonly start: EditorPosition;
  readonly end: EditorPosition;
}

/** Where each line of a text starts; a line ends at `\n`, `\r\n` or a lone `\r`, as the protocol says. */
export type LineStarts = readonly number[];

export function lineStarts(text: string): LineStarts {
  return [0, ...Array.from(text.matchAll(/\r\n|\n|\r/g), (end) => end.index + end[0].length)];
}

/** The position of `offset`, by binary search for the last line that starts at or before it. */
export function positionAt(starts: LineStarts, offset: number): EditorPosition {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? Infinity) <= offset) low = middle;
    else high = middle;
  }
  return { line: low, character: offset - (starts[low] ?? 0) };
}

export function rangeOf(
  starts: LineStarts,
  span: { readonly start: number; readonly end: number },
): EditorRange {
  return { start: positionAt(starts, span.start), end: positionAt(starts, span.end) };
}
