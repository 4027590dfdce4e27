// How deep a SQL text may nest, read off its tokens, so that the parser's stack is never at stake.

/** What the scanner says of a token, as far as depth goes. */
export interface Token {
  readonly text: string;
}

/** One pair of brackets, or the whole text. */
interface Group {
  /** Words that nest what is beyond the next comma, too. */
  chaining: number;
  /** Tokens since the last comma, and the depth of the deepest brackets among them. */
  tokens: number;
  inner: number;
  /** The deepest item that a comma ended. */
  deepest: number;
}

const chainingWord = /^(?:union|intersect|except|atomic)$/i;

/**
 * An upper bound of the depth of the syntax tree. Each level of a tree has a token of its own; commas and semicolons
 * separate what lies side by side, but for the few words that chain whole lists.
 */
export function depthBound(tokens: readonly Token[]): number {
  const groups: Group[] = [newGroup()];
  for (const { text } of tokens) {
    const group = groups.at(-1) ?? newGroup();
    if (text === "(" || text === "[") {
      group.tokens += 1;
      groups.push(newGroup());
    } else if (text === ")" || text === "]") {
      leave(groups);
    } else if (text === "," || text === ";") {
      endItem(group);
    } else if (chainingWord.test(text)) {
      group.chaining += 1;
    } else {
      group.tokens += 1;
    }
  }
  while (groups.length > 1) {
    leave(groups);
  }
  return groups.map(depthOf).reduce((a, b) => Math.max(a, b), 0);
}

function newGroup(): Group {
  return { chaining: 0, tokens: 0, inner: 0, deepest: 0 };
}

function depthOf(group: Group): number {
  return group.chaining + Math.max(group.deepest, group.tokens + group.inner);
}

function endItem(group: Group): void {
  group.deepest = Math.max(group.deepest, group.tokens + group.inner);
  group.tokens = 0;
  group.inner = 0;
}

/** A bracket that nothing opened is the parser's to report. */
function leave(groups: Group[]): void {
  const outer = groups.at(-2);
  const closed = outer === undefined ? undefined : groups.pop();
  if (outer !== undefined && closed !== undefined) {
    outer.inner = Math.max(outer.inner, depthOf(closed));
  }
}
