// Fixes by what they do to the text. Spans of expressions leave parentheses out, so an edit never spans one by accident:
// what is removed between two nodes must be known to be a separator alone.

import type { Span } from "../source/source.js";
import type { Fix } from "./diagnostic.js";

/** Puts `newText` at `span`. */
export function replace(span: Span, newText: string, title = `Replace with \`${newText}\``): Fix {
  return { title, edits: [{ span, newText }] };
}

export function remove(span: Span, title: string): Fix {
  return replace(span, "", title);
}

/** Puts text before and behind `span`. */
export function enclose({ file, start, end }: Span, before: string, after: string, title: string): Fix {
  return {
    title,
    edits: [
      { span: { file, start, end: start }, newText: before },
      { span: { file, start: end, end }, newText: after },
    ],
  };
}

/** What stands between two places, which follow each other. */
export function between(first: Span, second: Span): Span {
  return { file: first.file, start: first.end, end: second.start };
}

/** From the end of one place to that of a later one: an item of a list with the separator before it. */
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
