// A file on its way from tokens to tree: what every part of the reading needs to look at.

import { endOf, type Lexed, type LexicalFault, type Token } from "../../../grammar/lexer.js";
import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import type { SourceFile, Span } from "../../source/source.js";
import type { Expr } from "../ast.js";
import { attachDocs } from "./docs.js";

export interface Input {
  readonly file: string;
  readonly text: string;
  readonly tokens: readonly Token[];
  /** See `Brackets.partner`. */
  readonly partner: Int32Array;
  readonly report: (diagnostic: Diagnostic) => void;
  /** See `Reader.extents`. */
  readonly extents: WeakMap<Expr, Span>;
  /** How many diagnostics were reported so far. */
  readonly reported: () => number;
  /** Takes back all diagnostics but the first `count`. */
  readonly retract: (count: number) => void;
  /** Whether so many mistakes were found that the rest of the file is not read. */
  readonly full: () => boolean;
  /** The documentation before the token at an offset. */
  readonly docOf: (offset: number) => string | undefined;
  /** Whether a character, string or comment is broken between two offsets: what else is odd there follows from it. */
  readonly isBroken: (start: number, end: number) => boolean;
}

type Sink = Pick<Input, "report" | "reported" | "retract" | "full">;

export function inputOf(file: SourceFile, lexed: Lexed, partner: Int32Array, sink: Sink): Input {
  const docs = attachDocs(lexed.docs, lexed.tokens);
  return {
    file: file.path,
    text: file.text,
    tokens: lexed.tokens,
    partner,
    extents: new WeakMap(),
    ...sink,
    docOf: (offset) => docs.get(offset),
    isBroken: (start, end) => firstFrom(lexed.faults, start) < end,
  };
}

/** The start of the first fault that ends after `offset`, by bisection. */
function firstFrom(faults: readonly LexicalFault[], offset: number): number {
  let low = 0;
  let high = faults.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((faults[middle]?.end ?? 0) > offset) high = middle;
    else low = middle + 1;
  }
  return faults[low]?.start ?? Number.POSITIVE_INFINITY;
}

/** The offset after the token before `at`: where a thing missing there is missing. */
export function gapBefore(input: Input, at: number): number {
  const before = input.tokens[at - 1];
  return before === undefined ? 0 : endOf(before);
}

export function emptySpan(input: Input, offset: number): Span {
  return { file: input.file, start: offset, end: offset };
}

export function tokenSpan(input: Input, token: Token): Span {
  return { file: input.file, start: token.startOffset, end: endOf(token) };
}

/** The span of the tokens in [from, to), which are one or more. */
export function rangeSpan(input: Input, from: number, to: number): Span {
  const head = input.tokens[from];
  const last = input.tokens[to - 1];
  if (head === undefined || last === undefined || to <= from) return emptySpan(input, gapBefore(input, from));
  return { file: input.file, start: head.startOffset, end: endOf(last) };
}
