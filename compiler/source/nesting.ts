// Refuses text whose nesting would overflow the stack of a parser that recurses: YAML and JSON that others wrote.

export const MAX_NESTING = 100;

/**
 * Is `text` nested deeper than `MAX_NESTING`, by its brackets, or by YAML's indentation and its `- ` and `? `? What stands
 * in quotes counts as well, so a text with a hundred more opening than closing brackets, or a hundred lines each further
 * in than the one before, is refused though it may be flat. A list at its key's own column counts with the key, so YAML
 * of up to twice the depth may pass. Linear.
 */
export function isTooDeep(text: string): boolean {
  return isDeepInBrackets(text) || isDeepInColumns(text);
}

function isDeepInBrackets(text: string): boolean {
  let depth = 0;
  for (const [mark] of text.matchAll(/[[\]{}]/g)) {
    depth = Math.max(0, depth + (mark === "[" || mark === "{" ? 1 : -1));
    if (depth > MAX_NESTING) return true;
  }
  return false;
}

/** A block holds what begins in a column further to the right, until something begins at its own or to the left of it. */
function isDeepInColumns(text: string): boolean {
  const open: number[] = [];
  for (const line of text.split(/\r\n?|\n/)) {
    for (const column of columnsOf(line)) {
      while ((open.at(-1) ?? -1) >= column) open.pop();
      open.push(column);
      if (open.length > MAX_NESTING) return true;
    }
  }
  return false;
}

/** Where blocks begin in a line: at each `-`, `?` or `:` that stands alone before its first word, and at that word. */
function* columnsOf(line: string): Generator<number> {
  const lead = /^[ \t]*/.exec(line)?.[0].length ?? 0;
  if (lead === line.length) return;
  yield lead;
  let begun = lead;
  for (const mark of line.slice(lead).matchAll(/[-?:](?:[ \t]+|$)/gy)) {
    begun += mark[0].length;
    if (begun < line.length) yield begun;
  }
}
