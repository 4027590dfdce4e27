// Reads bodies piece by piece: a mistake in one clause or step leaves the others as they are.

import type { Token } from "../../../grammar/lexer.js";
import type { CstNode, PieceRule } from "../../../grammar/parser.js";
import { diagnose } from "../../diagnostics/diagnose.js";
import { nearest } from "../../diagnostics/nearest.js";
import type { Span } from "../../source/source.js";
import { isBrokenBetween, reportFault, unclosedIn } from "./faults.js";
import { isWord, startsLine } from "../outline/heads.js";
import { rangeSpan, tokenSpan, type Input } from "../outline/input.js";
import { readPiece, type Piece, type PieceFault } from "./piece.js";
import type { Reader } from "../from-cst/reader.js";
import type { Range, Split } from "../outline/split.js";
import { reportStrayText, reportUnknownPiece, type PieceNames } from "./strays.js";

export interface PieceReader<T> {
  readonly rule: PieceRule;
  readonly read: (reader: Reader, node: CstNode, span: Span) => T;
}

/** A kind of body: what its pieces are called, and how each is read. */
export interface BodyKind<T> extends PieceNames {
  /** Also of words that begin pieces of other bodies of the same noun. */
  readonly readerOf: (word: string) => PieceReader<T> | undefined;
  readonly records: boolean;
}

export interface Body<T> {
  readonly items: readonly T[];
  /** Whether some of the text was passed over. */
  readonly damaged: boolean;
}

export function readBody<T>(input: Input, kind: BodyKind<T>, split: Split): Body<T> {
  const body = new BodyReading(input, kind);
  if (split.before.from < split.before.to) body.readStray(split.before);
  for (const piece of split.pieces) body.read(piece);
  return body.done();
}

/** So many keywords are looked for behind one another where none is expected; the rest of the text is passed over. */
const mostStrays = 10;

interface Options {
  /** The keyword itself is wrong and was reported: nothing else is. */
  readonly quiet: boolean;
  /** How many strays came before it, in the same stretch between two keywords. */
  readonly strays: number;
}

const plain: Options = { quiet: false, strays: 0 };

class BodyReading<T> {
  readonly #items: T[] = [];
  #damaged = false;
  /** Where a piece ended in which there was a fault: on the same line, the next one is most likely a part of it. */
  #faultyTo = -1;
  /** A fault at the end of the piece before, held back until the next piece is read. */
  #held: { readonly piece: Range; readonly fault: PieceFault } | undefined;

  constructor(
    private readonly input: Input,
    private readonly kind: BodyKind<T>,
  ) {}

  done(): Body<T> {
    this.#release();
    return { items: this.#items, damaged: this.#damaged };
  }

  read(range: Range): void {
    const reader = this.kind.readerOf(this.#token(range.from)?.image ?? "");
    if (reader !== undefined && !this.input.full()) this.#readAs(reader, range, plain);
  }

  /** Reads a range that begins with the keyword of `reader`; a comma may stand at its end. */
  #readAs(reader: PieceReader<T>, { from, to }: Range, options: Options): void {
    const end = to - from > 1 && this.#token(to - 1)?.image === "," ? to - 1 : to;
    const piece = readPiece(this.input, reader.rule, from, end, { records: this.kind.records });
    if (this.#explains(from, piece.fault)) return;
    this.#release();
    const follows = this.#faultyTo === from && !startsLine(this.input.text, this.input.tokens, from);
    if (piece.fault !== undefined) this.#faultyTo = to;
    const before = this.input.reported();
    this.#keep(reader, piece, { from, to: end });
    // What is left over after a mistake most likely belongs to it, as does a fault of a piece that is itself misspelt.
    if (options.quiet || follows || this.input.reported() > before)
      this.#damaged ||= piece.fault !== undefined;
    else if (piece.fault !== undefined) this.#judge(piece.fault, reader.rule, { from, to: end }, options);
  }

  #keep(reader: PieceReader<T>, { node, fault, reader: cst }: Piece, { from, to }: Range): void {
    const end = fault?.leftOver === true ? fault.at : to;
    if (node === undefined) this.#damaged = true;
    else this.#items.push(reader.read(cst, node, rangeSpan(this.input, from, Math.max(end, from + 1))));
  }

  #judge(fault: PieceFault, rule: PieceRule, piece: Range, { strays }: Options): void {
    if (fault.leftOver) this.readStray({ from: fault.at, to: piece.to }, rule, strays + 1);
    else if (fault.at === piece.to) this.#held = { piece, fault };
    else {
      this.#damaged = true;
      reportFault(this.input, piece.from, piece.to, fault);
    }
  }

  /** A clause word where a value was missing, on the same line, and no clause in itself: one mistake, told once. */
  #explains(from: number, fault: PieceFault | undefined): boolean {
    const held = this.#held;
    const token = this.#token(from);
    if (held === undefined || token === undefined || fault === undefined || fault.at > from + 1) return false;
    if (held.piece.to !== from || startsLine(this.input.text, this.input.tokens, from)) return false;
    if (held.fault.expected.startsWith("a value")) this.#reportWordAsValue(token);
    else reportFault(this.input, held.piece.from, held.piece.to, held.fault);
    this.#held = undefined;
    this.#damaged = true;
    return true;
  }

  #reportWordAsValue(token: Token): void {
    const span = tokenSpan(this.input, token);
    const enclosed = `(${token.image})`;
    const fixes = [{ title: `Replace with \`${enclosed}\``, edits: [{ span, newText: enclosed }] }];
    this.input.report(diagnose("AP1024", span, { word: token.image, form: this.kind.owner }, { fixes }));
  }

  #release(): void {
    const held = this.#held;
    if (held === undefined) return;
    this.#held = undefined;
    const { from, to } = held.piece;
    // What an open bracket swallowed may be the clauses that are missed.
    if (unclosedIn(this.input, from, to) !== undefined) this.#damaged = true;
    reportFault(this.input, from, to, held.fault);
  }

  /** Text where a piece should begin, after a piece that the rule `after` read: a misspelt keyword, or something else. */
  readStray(text: Range, after?: PieceRule, strays = 0): void {
    this.#release();
    const range = after === undefined ? text : this.#behindComma(text);
    const token = this.#token(range.from);
    if (token === undefined || strays > mostStrays || isBrokenBetween(this.input, range.from, range.to)) {
      this.#damaged = true;
      return;
    }
    const near = this.#misspelt(token);
    if (near !== undefined) reportUnknownPiece(this.input, this.kind, range.from, near);
    const reader = this.kind.readerOf(near ?? token.image);
    if (reader !== undefined && this.#isPiece(reader, range, near)) {
      this.#readAs(reader, range, { quiet: near !== undefined, strays });
      return;
    }
    this.#damaged = true;
    if (near === undefined) reportStrayText(this.input, this.kind, range.from, after);
  }

  /** After a complete piece a comma may stand before the next. */
  #behindComma({ from, to }: Range): Range {
    return { from: this.#token(from)?.image === "," && to - from > 1 ? from + 1 : from, to };
  }

  /** The keyword that a word was meant to be, if it is none and is nearly one. */
  #misspelt(token: Token): string | undefined {
    if (!isWord(token) || this.kind.readerOf(token.image) !== undefined) return undefined;
    return nearest(token.image, this.kind.words);
  }

  /** Whether a misspelt word, or one that begins pieces of other bodies, goes on as it would there. */
  #isPiece(reader: PieceReader<T>, { from, to }: Range, near: string | undefined): boolean {
    if (to - from < 2) return false;
    if (near !== undefined) return true;
    const before = this.input.reported();
    const { fault } = readPiece(this.input, reader.rule, from, to, { records: this.kind.records });
    this.input.retract(before);
    return fault === undefined || fault.at > from + 1;
  }

  #token(at: number): Token | undefined {
    return this.input.tokens[at];
  }
}
