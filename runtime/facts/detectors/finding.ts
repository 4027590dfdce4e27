// What a detector gives: where in a text something sensitive stands.

/** Code unit offsets: `start` inclusive, `end` exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** All matches of a global expression. */
export function matchesOf(text: string, expression: RegExp): readonly Range[] {
  return Array.from(text.matchAll(expression), ({ index, 0: found }) => ({
    start: index,
    end: index + found.length,
  }));
}
