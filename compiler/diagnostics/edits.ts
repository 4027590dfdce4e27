// What fixes put where: the places between nodes, and the texts of literals and of new names.
//
// Spans of expressions leave parentheses out, so what stands between two of them is taken out only where it is known to
// be a separator.

import type { Span } from "../source/source.js";

/** What stands between two places, which follow each other. */
export function between(first: Span, second: Span): Span {
  return { file: first.file, start: first.end, end: second.start };
}

/** From the end of one place to that of a later one: items of a list with the separator before them. */
export function upTo(previous: Span, item: Span): Span {
  return { file: item.file, start: previous.end, end: item.end };
}

/** A string literal, as a policy has it. */
export function quoted(text: string): string {
  return JSON.stringify(text);
}

/** Looked for no further: a suggestion is a courtesy and must cost little. */
const MAX_TRIES = 100;

/** `name_2`, or the next that is not taken; undefined where a hundred are. */
export function freeName(name: string, taken: ReadonlySet<string>): string | undefined {
  for (let count = 2; count < MAX_TRIES; count++) {
    const other = `${name}_${count}`;
    if (!taken.has(other)) return other;
  }
  return undefined;
}
