// Refuses text whose nesting would overflow the stack of a parser that recurses: YAML and JSON that others wrote.

export const MAX_NESTING = 100;

/**
 * Is `text` nested deeper than `MAX_NESTING`, by its brackets or by YAML's `- ` on one line? Brackets in quotes count as
 * well, so a text with a hundred more opening than closing ones is refused though it may be flat. Linear.
 */
export function isTooDeep(text: string): boolean {
  let depth = 0;
  for (const [mark] of text.matchAll(/[[\]{}]/g)) {
    depth = Math.max(0, depth + (mark === "[" || mark === "{" ? 1 : -1));
    if (depth > MAX_NESTING) return true;
  }
  return /^[ \t]*(?:[-?][ \t]+){101}/m.test(text);
}
