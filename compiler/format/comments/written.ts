// What stands in a file besides its tree: comments, brackets and blank lines, and where lines begin and end.

import { endOf, lex, type Token } from "../../../grammar/lexer.js";

/** A comment as it was written. */
export interface Comment {
  readonly start: number;
  readonly end: number;
  /** Without blanks behind it; its lines end in line feeds. */
  readonly text: string;
  readonly block: boolean;
  /** No token stands before it on its line. */
  readonly startsLine: boolean;
  /** No token stands after it on its line. */
  readonly endsLine: boolean;
  /** A blank line stands before it. */
  readonly blank: boolean;
}

export interface Written {
  readonly text: string;
  readonly tokens: readonly Token[];
  /** For each token the index of the bracket that pairs with it, or -1. */
  readonly partner: Int32Array;
  /** In order, without those that document a declaration or a field. */
  readonly comments: readonly Comment[];
  /** The index of the first token that begins at an offset or after it. */
  readonly tokenFrom: (offset: number) => number;
  /** Whether a blank line stands before the token at an offset, or before the doc comments above it. */
  readonly blankBefore: (offset: number) => boolean;
  /** Whether the line ends after the token at an index, comments aside. */
  readonly breaksAfter: (index: number) => boolean;
}

/** Reads a text without lexical faults; `documented` are the offsets of the tokens to which doc comments belong. */
export function written(text: string, documented: ReadonlySet<number>): Written {
  const { tokens, docs, comments } = lex(text);
  const tokenFrom = (offset: number): number => firstFrom(tokens, offset);
  const pieces = piecesOf(text, tokens, inOrder(docs, comments));
  const isDoc = ({ token, next }: Piece): boolean =>
    token.image.startsWith("///") && !token.image.startsWith("////") && documented.has(next);
  const blanks = blankOffsets(pieces, isDoc);
  return {
    text,
    tokens,
    partner: pair(tokens),
    comments: pieces.filter((piece) => piece.comment && !isDoc(piece)).map(commentOf),
    tokenFrom,
    blankBefore: (offset) => blanks.has(offset),
    breaksAfter: (index) => {
      const token = tokens[index];
      if (token === undefined) return false;
      const next = tokens[index + 1]?.startOffset ?? text.length;
      return /[\n\r]/.test(text.slice(endOf(token), next));
    },
  };
}

/** A token or a comment, and what it stands beside. */
interface Piece {
  readonly token: Token;
  readonly comment: boolean;
  /** How many lines end between it and the piece before. */
  readonly breaks: number;
  /** The offset of the next token. */
  readonly next: number;
  readonly startsLine: boolean;
  readonly endsLine: boolean;
}

function inOrder(docs: readonly Token[], comments: readonly Token[]): readonly Token[] {
  if (docs.length === 0) return comments;
  return [...docs, ...comments].sort((a, b) => a.startOffset - b.startOffset);
}

const lineEnd = /\r\n|\n|\r/g;

const hasLineEnd = (text: string): boolean => /[\n\r]/.test(text);

function piecesOf(text: string, tokens: readonly Token[], comments: readonly Token[]): readonly Piece[] {
  const pieces: (Piece & { startsLine: boolean; endsLine: boolean })[] = [];
  let at = 0;
  let end = 0;
  const push = (token: Token, comment: boolean): void => {
    const breaks = text.slice(end, token.startOffset).match(lineEnd)?.length ?? 0;
    const next = comment ? (tokens[at]?.startOffset ?? text.length) : token.startOffset;
    pieces.push({ token, comment, breaks, next, startsLine: false, endsLine: false });
    end = endOf(token);
  };
  for (const comment of comments) {
    for (let token = tokens[at]; token && token.startOffset < comment.startOffset; token = tokens[at]) {
      at += 1;
      push(token, false);
    }
    push(comment, true);
  }
  for (; at < tokens.length;) {
    const token = tokens[at];
    at += 1;
    if (token !== undefined) push(token, false);
  }
  markLines(pieces);
  return pieces;
}

/** From comment to comment, forwards and backwards. */
function markLines(pieces: (Piece & { startsLine: boolean; endsLine: boolean })[]): void {
  for (const [index, piece] of pieces.entries()) {
    const before = pieces[index - 1];
    const begun = before === undefined || piece.breaks > 0;
    piece.startsLine = begun || (before.comment && (before.startsLine || hasLineEnd(before.token.image)));
  }
  for (const [back, piece] of pieces.toReversed().entries()) {
    const after = pieces[pieces.length - back];
    const ended = after === undefined || after.breaks > 0;
    piece.endsLine = ended || (after.comment && (after.endsLine || hasLineEnd(after.token.image)));
  }
}

/** Where blank lines stand: at the comment or token itself, and at a token whose doc comments they stand above. */
function blankOffsets(pieces: readonly Piece[], isDoc: (piece: Piece) => boolean): ReadonlySet<number> {
  const offsets = new Set<number>();
  let documented: number | undefined;
  for (const piece of pieces) {
    if (piece.comment && isDoc(piece)) {
      if (documented !== piece.next && piece.breaks > 1) offsets.add(piece.next);
      documented = piece.next;
    } else if (!piece.comment && piece.breaks > 1 && documented !== piece.token.startOffset) {
      offsets.add(piece.token.startOffset);
    }
  }
  return offsets;
}

function commentOf({ token, breaks, startsLine, endsLine }: Piece): Comment {
  const block = token.image.startsWith("/*");
  return {
    start: token.startOffset,
    end: endOf(token),
    text: block ? token.image.replace(/\r\n?/g, "\n") : token.image.trimEnd(),
    block,
    startsLine,
    endsLine: endsLine || !block,
    blank: breaks > 1,
  };
}

/** The brackets of a text without mistakes. */
function pair(tokens: readonly Token[]): Int32Array {
  const partner = new Int32Array(tokens.length).fill(-1);
  const open: number[] = [];
  for (const [index, { image }] of tokens.entries()) {
    if (image === "{" || image === "(" || image === "[") open.push(index);
    else if (image === "}" || image === ")" || image === "]") {
      const opener = open.pop();
      if (opener === undefined) continue;
      partner[opener] = index;
      partner[index] = opener;
    }
  }
  return partner;
}

function firstFrom(tokens: readonly Token[], offset: number): number {
  let low = 0;
  let high = tokens.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens[middle]?.startOffset ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
