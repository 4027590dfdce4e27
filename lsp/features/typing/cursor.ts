// What is at a place of a text: the word that is being written there, the tokens before it, a string or a comment.

import { endOf, lex, type Lexed, type Token } from "../../../grammar/lexer.js";
import { isClosedString } from "../../../grammar/scan.js";
import { windowAround, type Window } from "./window.js";

export interface Cursor {
  readonly text: string;
  readonly offset: number;
  readonly lexed: Lexed;
  /** The index of the token that is being written; where there is none, of the first one behind. */
  readonly at: number;
  /** The word or number that is being written; empty where there is none. */
  readonly start: number;
  readonly end: number;
  /** What of the text was looked at. */
  readonly window: Window;
  /** The string in which the place is. */
  readonly string?: Token;
}

/** Undefined inside a comment. */
export function cursorAt(text: string, offset: number): Cursor | undefined {
  const window = windowAround(text, offset);
  const lexed = lexAround(text, window, offset);
  const { tokens } = lexed;
  const at = tokenAt(tokens, offset);
  const own = tokens[at];
  const found = { text, offset, lexed, window, at };
  if (own === undefined || own.startOffset >= offset) {
    const from = tokens[at - 1] === undefined ? window.from : endOfIndex(tokens, at - 1);
    if (isComment(text, from, offset)) return undefined;
    return { ...found, start: offset, end: isMember(tokens, at, offset) ? endOfIndex(tokens, at) : offset };
  }
  if (!isText(own)) return { ...found, start: own.startOffset, end: endOf(own) };
  // Behind a closed string nothing of it is written any more.
  if (endOf(own) === offset && isClosedString(own.image))
    return { ...found, at: at + 1, start: offset, end: offset };
  return { ...found, start: own.startOffset, end: endOf(own), string: own };
}

/** The token that is being written at a place, or the first behind it. */
function tokenAt(tokens: readonly Token[], offset: number): number {
  const at = firstThat(tokens, (token) => endOf(token) >= offset);
  const token = tokens[at];
  return token !== undefined && endOf(token) === offset && !isWritten(token) ? at + 1 : at;
}

/** Right behind a dot the word that follows belongs to it; else something is written before that word. */
function isMember(tokens: readonly Token[], at: number, offset: number): boolean {
  const own = tokens[at];
  if (own?.startOffset !== offset || tokens[at - 1]?.image !== ".") return false;
  return isWritten(own) && !isText(own);
}

/** Two dots with the place between them are two signs. */
function lexAround(text: string, window: Window, offset: number): Lexed {
  if (text.slice(offset - 1, offset + 1) !== "..") return lexIn(text, window);
  const [before, behind] = [
    { ...window, to: offset },
    { ...window, from: offset },
  ].map((each) => lexIn(text, each));
  if (before?.tokens.at(-1)?.image !== "." || behind?.tokens[0]?.image !== ".") return lexIn(text, window);
  return {
    tokens: [...before.tokens, ...behind.tokens],
    docs: [...before.docs, ...behind.docs],
    comments: [...before.comments, ...behind.comments],
    faults: [...before.faults, ...behind.faults],
  };
}

/** The tokens of a stretch, with their places in the whole. */
function lexIn(text: string, { from, to }: Window): Lexed {
  const lexed = lex(text.slice(from, to));
  for (const token of [...lexed.tokens, ...lexed.docs, ...lexed.comments]) {
    token.startOffset += from;
    token.endOffset = (token.endOffset ?? 0) + from;
  }
  const faults = lexed.faults.map((fault) => ({
    ...fault,
    start: fault.start + from,
    end: fault.end + from,
  }));
  return { ...lexed, faults };
}

const endOfIndex = (tokens: readonly Token[], at: number): number => {
  const token = tokens[at];
  return token === undefined ? 0 : endOf(token);
};

/** Words, numbers and strings are written on at their end; after signs something new begins. */
function isWritten(token: Token): boolean {
  return /^["\w\u00C0-\uFFFF]/.test(token.image);
}

function isText(token: Token): boolean {
  return token.image.startsWith('"');
}

/** The first index of a token that is so, by bisection; those after it are so, too. */
function firstThat(tokens: readonly Token[], is: (token: Token) => boolean): number {
  let [low, high] = [0, tokens.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const token = tokens[middle];
    if (token !== undefined && is(token)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Whether a comment that begins after `from`, where only blanks and comments stand, goes over `offset`. */
function isComment(text: string, from: number, offset: number): boolean {
  for (let at = from; at < offset; at++) {
    const open = text.slice(at, at + 2);
    if (open !== "//" && open !== "/*") continue;
    const end = open === "//" ? lineEnd(text, at) : text.indexOf("*/", at + 2) + 2;
    // A line's comment goes on behind its last character; a block's does not.
    if (end <= at + 1 || offset < end || (open === "//" && offset === end)) return true;
    at = end - 1;
  }
  return false;
}

function lineEnd(text: string, from: number): number {
  const ends = /[\r\n]/g;
  ends.lastIndex = from;
  return ends.exec(text)?.index ?? text.length;
}
