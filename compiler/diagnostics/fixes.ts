// The shapes of fixes: text put in, text taken out. What may be clicked loosens no policy.

import type { Span } from "../source/source.js";
import type { Fix } from "./diagnostic.js";

/** Puts `newText` in the place of `span`. */
export function rewriting(title: string, span: Span, newText: string): readonly Fix[] {
  return [{ title, edits: [{ span, newText }] }];
}

/** Puts `newText` right after `span`. */
export function insertion(title: string, span: Span, newText: string): readonly Fix[] {
  return rewriting(title, { ...span, start: span.end }, newText);
}

export function removal(title: string, span: Span): readonly Fix[] {
  return rewriting(title, span, "");
}

/** Takes the item at `at` out, and a comma with it; none where it is the only one. */
export function itemRemoval(
  title: string,
  items: readonly { readonly span: Span }[],
  at: number,
): readonly Fix[] {
  const span = items[at]?.span;
  if (span === undefined) return [];
  const before = items[at - 1]?.span;
  const after = items[at + 1]?.span;
  if (before !== undefined) return removal(title, { ...span, start: before.end });
  return after === undefined ? [] : removal(title, { ...span, end: after.start });
}

/** Takes a clause out, with the comma after it. */
export function clauseRemoval(title: string, text: string, span: Span): readonly Fix[] {
  const comma = /^\s*,/u.exec(text.slice(span.end))?.[0].length ?? 0;
  return removal(title, { ...span, end: span.end + comma });
}

/** Puts text before and behind `span`. */
export function enclosing(title: string, span: Span, before: string, after: string): readonly Fix[] {
  const { file, start, end } = span;
  const edits = [
    { span: { file, start, end: start }, newText: before },
    { span: { file, start: end, end }, newText: after },
  ];
  return [{ title, edits }];
}
