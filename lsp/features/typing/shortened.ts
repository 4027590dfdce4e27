// Long lists without their middle: of what may stand next, the values before say nothing.

import type { Token } from "../../../grammar/lexer.js";
import { isCloser, isOpener } from "../../../compiler/ast/outline/brackets.js";

/** So many tokens are read as they are. */
const most = 300;

/**
 * The tokens of a piece; of a list that is open at its end, and of each that is closed, only the last of many values. What is
 * left is as well formed as it was.
 */
export function shortened(tokens: readonly Token[]): readonly Token[] {
  if (tokens.length <= most) return tokens;
  const kept: Token[] = [];
  /** Of each open bracket: how many tokens were kept up to it, and with it. */
  const open: number[] = [];
  for (const token of tokens) {
    if (isOpener(token.image)) open.push(kept.length + 1);
    const start = open.at(-1);
    if (token.image === "," && start !== undefined && kept[start - 1]?.image === "[") kept.length = start;
    else kept.push(token);
    if (isCloser(token.image)) open.pop();
  }
  return kept;
}
