// Finds the body of a declaration: its braces, or where they should be.

import type { Token } from "../../../grammar/lexer.js";
import { isOpener } from "./brackets.js";
import { startsLine } from "./heads.js";
import type { Input } from "./input.js";
import type { Range } from "./split.js";

export interface BodyRange {
  /** The index after the head. */
  readonly headEnd: number;
  /** What stands between the braces; absent where no brace opens it. */
  readonly inside?: Range;
  /** The opening brace, where it is not closed. */
  readonly unclosed?: Token | undefined;
  /** A second brace right behind the first, where one of the two is not closed. */
  readonly doubled?: Token;
  /** The index after the declaration. */
  readonly end: number;
}

/** After these a `{` begins a record type, not the body. */
const beforeTypes: ReadonlySet<string> = new Set(["gives", "<", ",", ":"]);

/** Looks in [from, to), from the declaration's keyword to the next declaration. `words` begin its clauses. */
export function findBody(input: Input, from: number, to: number, words: ReadonlySet<string>): BodyRange {
  for (let at = from + 1; at < to; at++) {
    const token = input.tokens[at];
    if (token === undefined) break;
    if (words.has(token.image) && beginsBody(input, at)) return bodyWithoutBrace(input, at, to);
    if (!isOpener(token.image)) continue;
    const partner = input.partner[at] ?? -1;
    const before = input.tokens[at - 1]?.image ?? "";
    if (token.image === "{" && !beforeTypes.has(before)) return bodyFrom(input, at, to);
    if (partner > at) at = partner;
  }
  return { headEnd: to, end: to };
}

/** Whether a clause word begins a line, and is not part of the head. */
function beginsBody(input: Input, at: number): boolean {
  const after = input.tokens[at + 1]?.image ?? "";
  return ![".", ",", "{", "except"].includes(after) && startsLine(input.text, input.tokens, at);
}

function bodyFrom(input: Input, open: number, to: number): BodyRange {
  const partner = input.partner[open] ?? -1;
  if (partner >= 0) return { headEnd: open, inside: { from: open + 1, to: partner }, end: partner + 1 };
  const second = input.tokens[open + 1];
  const inner = input.partner[open + 1] ?? -1;
  if (second?.image === "{" && inner >= 0) {
    return { headEnd: open, inside: { from: open + 2, to: inner }, doubled: second, end: inner + 1 };
  }
  return { headEnd: open, inside: { from: open + 1, to }, unclosed: input.tokens[open], end: to };
}

/** A clause begins a line, and no brace came before: the clauses go on to a brace that closes nothing. */
function bodyWithoutBrace(input: Input, from: number, to: number): BodyRange {
  for (let at = from; at < to; at++) {
    if (input.tokens[at]?.image === "}" && input.partner[at] === -1) {
      return { headEnd: from, inside: { from, to: at }, end: at + 1 };
    }
  }
  return { headEnd: from, inside: { from, to }, end: to };
}
