// What is left as it was written: the item after `prettier-ignore`, and all between `-start` and `-end`.

import { endOf } from "../../../grammar/lexer.js";
import type { Module, Node } from "../../ast/ast.js";
import type { Comment, Written } from "./written.js";

export interface Range {
  readonly start: number;
  readonly end: number;
}

export interface RangeLeftAlone extends Range {
  /** A blank line stands before it. */
  readonly blank: boolean;
}

const says = (word: string, { text }: { readonly text: string }): boolean =>
  (text.startsWith("/*") ? text.slice(2, -2) : text.slice(2)).trim() === word;

export function isIgnore(comment: { readonly text: string }): boolean {
  return says("prettier-ignore", comment);
}

/** From each `prettier-ignore-start` to its `-end`, where both stand between declarations. */
export function rangesLeftAlone({ declarations }: Module, { comments }: Written): readonly RangeLeftAlone[] {
  const ranges: RangeLeftAlone[] = [];
  let begun: Comment | undefined;
  let next = 0;
  for (const comment of comments) {
    while ((declarations[next]?.span.end ?? Infinity) <= comment.start) next += 1;
    if ((declarations[next]?.span.start ?? Infinity) < comment.start || !comment.startsLine) continue;
    if (begun === undefined && says("prettier-ignore-start", comment)) begun = comment;
    else if (begun !== undefined && says("prettier-ignore-end", comment)) {
      ranges.push({ start: begun.start, end: comment.end, blank: begun.blank });
      begun = undefined;
    }
  }
  return ranges;
}

/** Where an item stands with the parentheses around it that are within bounds; its own span leaves them out. */
export function extentOf({ span }: Node, within: Range, { tokens, partner, tokenFrom }: Written): Range {
  let first = tokenFrom(span.start);
  let last = tokenFrom(span.end) - 1;
  while (partner[first - 1] === last + 1 && (tokens[first - 1]?.startOffset ?? -1) >= within.start) {
    first -= 1;
    last += 1;
  }
  const [open, close] = [tokens[first], tokens[last]];
  return { start: open?.startOffset ?? span.start, end: close === undefined ? span.end : endOf(close) };
}
