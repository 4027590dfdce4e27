// From text to tokens: chevrotain's lexer, and then a pass that tells keywords from names by their neighbours.

import { Lexer } from "chevrotain";
import { classify } from "./classify.js";
import { isClosedString } from "./scan.js";
import { skeleton } from "./look-alikes.js";
import { Identifier, lexicon, OtherString, StringWord, type Token } from "./tokens.js";

/** What is wrong with the characters themselves; offsets in UTF-16 code units. */
export interface LexicalFault {
  readonly kind: "character" | "letter" | "open-string" | "open-comment" | "other-quotes";
  readonly start: number;
  readonly end: number;
  /** For a letter of another script: the word that it stands in, and that word in ASCII where it looks like one. */
  readonly word?: { readonly start: number; readonly end: number; readonly ascii?: string };
}

export type { Token } from "./tokens.js";

export interface Lexed {
  readonly tokens: readonly Token[];
  /** The `///` comments, in order. */
  readonly docs: readonly Token[];
  /** All other comments, in order. */
  readonly comments: readonly Token[];
  /** In order of their place. */
  readonly faults: readonly LexicalFault[];
}

let lexer: Lexer | undefined;

/** Made at first use: it analyses its patterns, which costs a few milliseconds. */
function theLexer(): Lexer {
  lexer ??= new Lexer([...lexicon], {
    positionTracking: "onlyOffset",
    ensureOptimizations: true,
    skipValidations: true,
  });
  return lexer;
}

/** Reads the whole text, in linear time; what is no token is a fault and left out. */
export function lex(text: string): Lexed {
  const result = theLexer().tokenize(text);
  const faults: LexicalFault[] = result.errors.map(({ offset, length }) => ({
    kind: "character",
    start: offset,
    end: offset + length,
  }));
  for (const comment of result.groups.openComments ?? []) {
    faults.push({ kind: "open-comment", start: comment.startOffset, end: text.length });
  }
  for (const token of result.tokens) {
    const fault = faultOf(token);
    if (fault !== undefined) faults.push(fault);
    token.endOffset = endOf(token) - 1;
  }
  classify(result.tokens);
  return {
    tokens: result.tokens,
    docs: result.groups.docs ?? [],
    comments: result.groups.comments ?? [],
    faults: faults.sort((a, b) => a.start - b.start),
  };
}

// Printable ASCII and nothing else.
const plain = /^[ -~]*$/;

/** What is wrong with a token that could be read; it is mended where it is clear what was meant. */
function faultOf(token: Token): LexicalFault | undefined {
  const start = token.startOffset;
  const end = endOf(token);
  if (token.tokenType === StringWord && !isClosedString(token.image))
    return { kind: "open-string", start, end };
  if (token.tokenType === OtherString) {
    token.tokenType = StringWord;
    token.tokenTypeIdx = StringWord.tokenTypeIdx ?? token.tokenTypeIdx;
    return { kind: "other-quotes", start, end };
  }
  if (token.tokenType !== Identifier || plain.test(token.image)) return undefined;
  const at = start + Array.from(token.image).findIndex((letter) => !plain.test(letter));
  const ascii = skeleton(token.image);
  if (ascii !== undefined) token.image = ascii;
  return {
    kind: "letter",
    start: at,
    end: at + 1,
    word: { start, end, ...(ascii !== undefined && { ascii }) },
  };
}

/** The offset after the last character of a token. */
export function endOf(token: Token): number {
  return token.startOffset + token.image.length;
}
