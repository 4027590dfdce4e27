// Offsets to lines and columns, for people: diagnostics, and the origins of rules and cases.

import type { Position } from "./source.js";

export interface LineMap {
  /** The place of an offset; time: logarithmic in the number of lines. */
  readonly position: (offset: number) => Position;
}

/** The lines of a text; a line ends at `\n`, `\r\n` or a lone `\r`. */
export function lineMap(text: string): LineMap {
  const starts = [0, ...Array.from(text.matchAll(/\r\n|\n|\r/gu), (end) => end.index + end[0].length)];
  return {
    position: (offset) => {
      const line = lastAtMost(starts, offset);
      return { line: line + 1, column: offset - (starts[line] ?? 0) + 1 };
    },
  };
}

/** The index of the last item that is at most `value`; the first item is. */
function lastAtMost(items: readonly number[], value: number): number {
  let [low, high] = [0, items.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((items[middle] ?? Infinity) <= value) low = middle;
    else high = middle;
  }
  return low;
}
