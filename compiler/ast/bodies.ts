// Reads bodies piece by piece: a mistake in one clause or step leaves the others as they are.

import type { Token } from "../../grammar/lexer.js";
import type { CstNode, PieceRule } from "../../grammar/parser.js";
import { diagnose } from "../diagnostics/diagnose.js";
import { nearest, replacement } from "../diagnostics/nearest.js";
import type { Span } from "../source/source.js";
import { isBrokenBetween, isStray, reportFault, reportStray, reportUnexpected, unclosedIn } from "./faults.js";
import { isWord, startsLine } from "./heads.js";
import { rangeSpan, tokenSpan, type Input } from "./input.js";
import { readPiece, type PieceFault } from "./piece.js";
import type { Reader } from "./reader.js";
import type { Range, Split } from "./split.js";

export interface PieceReader<T> {
  readonly rule: PieceRule;
  readonly read: (reader: Reader, node: CstNode, span: Span) => T;
}

/** A kind of body: what its pieces are called, and how each is read. */
export interface BodyKind<T> {
  /** “a rule”, “a test”: what has the pieces. */
  readonly owner: string;
  /** “clause”, “step”, “trait”. */
  readonly noun: string;
  readonly words: readonly string[];
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
  if (split.before.from < split.before.to) body.readStray(split.before.from, split.before.to);
  for (const piece of split.pieces) body.read(piece);
  return body.done();
}

const lists: ReadonlySet<PieceRule> = new Set(["stringsClause", "namesClause", "keysClause", "entriesClause", "bindClause"]);
const inBrackets = "several values stand in brackets: `[a, b]`";

/** What other languages write for an operator, or a word that is nearly one. */
const operatorLikes: ReadonlyMap<string, string> = new Map([
  ["=", "=="],
  ["|", "or"],
  ["is", "=="],
]);
const operatorWords = ["and", "or", "not in", "in", "like", "matches", "holds", "runs", "touches", "redirects", "under"];

function operatorLike(image: string): string | undefined {
  return operatorLikes.get(image) ?? nearest(image, operatorWords);
}

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

  read({ from, to }: Range): void {
    const word = this.#token(from)?.image ?? "";
    const reader = this.kind.readerOf(word);
    if (reader !== undefined && !this.input.full()) this.#readAs(reader, from, to);
  }

  /** Reads [from, to), which begins with the keyword of `reader`; a comma may stand at its end. */
  #readAs(reader: PieceReader<T>, from: number, to: number, quiet = false): void {
    const end = to - from > 1 && this.#token(to - 1)?.image === "," ? to - 1 : to;
    const piece = readPiece(this.input, reader.rule, from, end, { records: this.kind.records });
    const { fault } = piece;
    const stop = fault?.leftOver === true ? fault.at : end;
    if (this.#explains(from, fault)) return;
    this.#release();
    const follows = this.#faultyTo === from && !startsLine(this.input.text, this.input.tokens, from);
    if (fault !== undefined) this.#faultyTo = to;
    const before = this.input.reported();
    if (piece.node !== undefined) {
      this.#items.push(reader.read(piece.reader, piece.node, rangeSpan(this.input, from, Math.max(stop, from + 1))));
    } else this.#damaged = true;
    if (fault === undefined) return;
    // What is left over after a mistake most likely belongs to it, as does a fault of a piece that is itself misspelt.
    if (quiet || follows || this.input.reported() > before) this.#damaged = true;
    else if (fault.leftOver) this.readStray(fault.at, end, reader.rule);
    else if (fault.at === end) this.#held = { piece: { from, to: end }, fault };
    else {
      this.#damaged = true;
      reportFault(this.input, from, end, fault);
    }
  }

  /** A clause word where a value was missing, on the same line, and no clause in itself: one mistake, told once. */
  #explains(from: number, fault: PieceFault | undefined): boolean {
    const held = this.#held;
    const token = this.#token(from);
    if (held === undefined || token === undefined || fault === undefined || fault.at > from + 1) return false;
    if (held.piece.to !== from || startsLine(this.input.text, this.input.tokens, from)) return false;
    if (held.fault.expected.startsWith("a value")) {
      const params = { word: token.image, form: this.kind.owner };
      this.input.report(diagnose("AP1024", tokenSpan(this.input, token), params));
    } else reportFault(this.input, held.piece.from, held.piece.to, held.fault);
    this.#held = undefined;
    this.#damaged = true;
    return true;
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

  /** Text where a piece should begin: a misspelt keyword, one of another form, or something else. */
  readStray(from: number, to: number, after?: PieceRule): void {
    this.#release();
    const token = this.#token(from);
    if (token === undefined || isBrokenBetween(this.input, from, to)) {
      this.#damaged = true;
      return;
    }
    const known = this.kind.readerOf(token.image);
    const near = known === undefined && isWord(token) ? nearest(token.image, this.kind.words) : undefined;
    const reader = known ?? this.kind.readerOf(near ?? "");
    if (near !== undefined) this.#reportUnknown(token, near);
    if (reader !== undefined && to - from > 1 && (near !== undefined || this.#isPiece(reader, from, to))) {
      this.#readAs(reader, from, to, near !== undefined);
      return;
    }
    this.#damaged = true;
    if (near !== undefined) return;
    if (isStray(this.input, from)) reportStray(this.input, token);
    else if (isWord(token) && this.#couldBegin(from)) this.#reportUnknown(token, undefined);
    else this.#reportStray(from, token.image, after);
  }

  /** Text that goes on from a complete piece, which was read by the rule `after`. */
  #reportStray(at: number, image: string, after: PieceRule | undefined): void {
    const operators = after === "expressionClause" || after === "revokeClause";
    const next = `the next ${this.kind.noun} or \`}\``;
    if (operators) reportUnexpected(this.input, at, `an operator, ${next}`, { nearest: operatorLike(image) });
    else reportUnexpected(this.input, at, next, { hint: after !== undefined && lists.has(after) ? inBrackets : undefined });
  }

  /** Whether a word that begins clauses of other forms goes on as it does there. */
  #isPiece(reader: PieceReader<T>, from: number, to: number): boolean {
    const { fault } = readPiece(this.input, reader.rule, from, to, { records: this.kind.records });
    return fault === undefined || fault.at > from + 1;
  }

  /** Whether a word stands where a reader expects a keyword: first in the body or on its line. */
  #couldBegin(at: number): boolean {
    const before = this.#token(at - 1)?.image;
    return before === "{" || before === "," || startsLine(this.input.text, this.input.tokens, at);
  }

  #reportUnknown(token: Token, near: string | undefined): void {
    const span = tokenSpan(this.input, token);
    const { owner: form, words: known } = this.kind;
    const params = { word: token.image, form, known, noun: this.kind.noun, ...(near !== undefined && { nearest: near }) };
    this.input.report(diagnose("AP1003", span, params, { fixes: replacement(span, near) }));
  }

  #token(at: number): Token | undefined {
    return this.input.tokens[at];
  }
}
