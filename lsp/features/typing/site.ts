// Where in a file a place is: in which declaration, in its head or its body, in which clause, and what may stand there next.
//
// Only what stands before the place counts, as it does for who is typing: the text behind it is whatever is there.

import {
  forms,
  keywordsOf,
  stepWords,
  traitWords,
  clauseWords,
  type ClauseOwner,
} from "../../../compiler/ast/forms.js";
import { clauseReader } from "../../../compiler/ast/from-cst/clauses.js";
import { declarationReaders, traitReaders } from "../../../compiler/ast/from-cst/declarations.js";
import { stepReaders } from "../../../compiler/ast/from-cst/steps.js";
import { findBody } from "../../../compiler/ast/outline/body-range.js";
import { isCloser, isOpener, pairBrackets } from "../../../compiler/ast/outline/brackets.js";
import {
  beginsDeclaration,
  startsLine,
  type DeclarationKeyword,
} from "../../../compiler/ast/outline/heads.js";
import { inputOf, type Input } from "../../../compiler/ast/outline/input.js";
import { nestingLimit } from "../../../compiler/ast/outline/measure.js";
import { beginsClause, beginsStep, beginsTrait, splitBody } from "../../../compiler/ast/outline/split.js";
import { expectedAfter, type Expected } from "../../../grammar/assist.js";
import type { PieceRule } from "../../../grammar/parser.js";
import type { Token } from "../../../grammar/lexer.js";
import { shortened } from "./shortened.js";
import type { Cursor } from "./cursor.js";

/** What may begin here, besides what goes on. */
export type Begins = "declaration" | "clause" | "step" | "trait";

export interface Site {
  /** The declaration around the place; absent between declarations. */
  readonly keyword?: DeclarationKeyword;
  /** The tokens of its head, from its keyword on. */
  readonly head: readonly Token[];
  readonly begins?: Begins;
  /** The word with which the clause, step or trait begins that the place is in. */
  readonly word?: string;
  /** What there is of the piece before the place: a head, a whole declaration, a clause. */
  readonly tokens: readonly Token[];
  readonly expected: Expected;
  /** The words of the clauses, steps or traits that stand in the body elsewhere. */
  readonly others: readonly string[];
  /** Whether the place is the first on its line. */
  readonly fresh: boolean;
  /** Reads tokens as the parser does, and reports nothing. */
  readonly input: Input;
  /** All tokens of the file, and the index of the first that is not before the place. */
  readonly all: readonly Token[];
  readonly at: number;
}

const nothing: Expected = { next: [], complete: true, read: 0 };

export function siteAt({ text, lexed, at, start }: Cursor): Site {
  const before = lexed.tokens.slice(0, at);
  const { partner, heads } = pairBrackets(text, before, nestingLimit);
  const input = inputOf({ path: "", text }, { ...lexed, tokens: before }, partner, silent);
  const gap = text.slice(lastEnd(before), start);
  const common = { input, all: lexed.tokens, at, fresh: before.length === 0 || /[\r\n]/.test(gap) };
  const outside: Site = {
    ...common,
    head: [],
    begins: "declaration",
    tokens: [],
    expected: nothing,
    others: [],
  };
  const head = heads.at(-1);
  if (head === undefined) return outside;
  return within(head.keyword, head.at, common, outside);
}

type Common = Pick<Site, "input" | "all" | "at" | "fresh">;

const silent = { report: () => undefined, reported: () => 0, full: () => false, retract: () => undefined };

const lastEnd = (tokens: readonly Token[]): number => {
  const last = tokens.at(-1);
  return last === undefined ? 0 : last.startOffset + last.image.length;
};

/** Inside the declaration that begins at `from`, or behind it. */
function within(keyword: DeclarationKeyword, from: number, common: Common, outside: Site): Site {
  const { input } = common;
  const to = input.tokens.length;
  const whole = declarationReaders.get(keyword);
  if (whole !== undefined) {
    const tokens = input.tokens.slice(from, to);
    const read = reading(whole.rule, tokens, false);
    if (isSection(keyword) && read.expected.complete) return outside;
    const ended = read.expected.complete && common.fresh;
    return { ...common, keyword, head: tokens, ...read, others: [], ...(ended && { begins: "declaration" }) };
  }
  const body = findBody(input, from, to, wordsOf(keyword));
  const head = input.tokens.slice(from, body.headEnd);
  if (body.inside === undefined) {
    const read = reading(headRule(keyword), head, false);
    // An action needs no body.
    const ended = keyword === "action" && read.expected.complete && common.fresh;
    return { ...common, keyword, head, ...read, others: [], ...(ended && { begins: "declaration" }) };
  }
  const isClosed = input.partner[body.headEnd] !== -1 && input.tokens[body.headEnd]?.image === "{";
  if (isClosed) return outside;
  return inBody(keyword, head, body.inside.from, common);
}

function inBody(keyword: DeclarationKeyword, head: readonly Token[], from: number, common: Common): Site {
  const { input } = common;
  const words = wordsOf(keyword);
  const split = splitBody(input, from, input.tokens.length, words, (at) => beginsPiece(input, keyword, at));
  const behind = wordsBehind(common, keyword);
  const others = [...split.pieces.map((piece) => input.tokens[piece.from]?.image ?? ""), ...behind];
  const last = split.pieces.at(-1);
  const word = last === undefined ? undefined : input.tokens[last.from]?.image;
  const rule = word === undefined ? undefined : pieceRule(keyword, word);
  const begins = keyword === "test" ? "step" : keyword === "action" ? "trait" : "clause";
  const base = { ...common, keyword, head, others };
  if (last === undefined || word === undefined || rule === undefined)
    return { ...base, begins, tokens: [], expected: nothing };
  const tokens = input.tokens.slice(last.from, last.to);
  const ended =
    tokens.at(-1)?.image === "," ? reading(rule, tokens.slice(0, -1), keyword === "test") : undefined;
  const read = reading(rule, tokens, keyword === "test");
  if (read.expected.read < tokens.length && ended?.expected.complete === true)
    return { ...base, begins, tokens: [], expected: nothing };
  return { ...base, word, ...read, ...(mayBegin(read, common) && { begins }) };
}

/** A clause may begin where the one before is whole, and on a line of its own wherever no bracket is open. */
function mayBegin({ tokens, expected }: Pick<Site, "tokens" | "expected">, { fresh }: Common): boolean {
  if (expected.complete) return true;
  const open = tokens.reduce(
    (depth, { image }) => depth + Number(isOpener(image)) - Number(isCloser(image)),
    0,
  );
  return fresh && open <= 0;
}

function reading(
  rule: PieceRule,
  piece: readonly Token[],
  records: boolean,
): Pick<Site, "tokens" | "expected"> {
  const tokens = shortened(piece);
  const expected = expectedAfter(rule, tokens, { records });
  if (expected.read === tokens.length) return { tokens, expected };
  return afterMistake(tokens, expected, records);
}

/** So many places are tried at which a text that is wrong before may be right again. */
const mostTries = 20;

const anew: ReadonlySet<string> = new Set([
  "and",
  "or",
  "not",
  "(",
  "[",
  ",",
  "when",
  "unless",
  "where",
  ":",
  "=",
]);

/** Behind a mistake: reads what follows as an expression, from the first place from which it is one. */
function afterMistake(
  tokens: readonly Token[],
  stuck: Expected,
  records: boolean,
): Pick<Site, "tokens" | "expected"> {
  const starts = tokens.flatMap(({ image }, index) =>
    index >= stuck.read - 1 && anew.has(image) ? [index + 1] : [],
  );
  for (const start of starts.slice(-mostTries)) {
    const rest = tokens.slice(start);
    const expected = expectedAfter("expression", rest, { records });
    if (expected.read === rest.length) return { tokens: rest, expected };
  }
  return { tokens, expected: stuck };
}

function isSection(keyword: DeclarationKeyword): boolean {
  return keyword === "agent" || keyword === "context" || keyword === "impact";
}

function isOwner(keyword: string): keyword is ClauseOwner {
  return Object.hasOwn(forms, keyword);
}

/** The owner of clauses that a declaration is. */
export function ownerOf(keyword: DeclarationKeyword | undefined): ClauseOwner | undefined {
  return keyword !== undefined && isOwner(keyword) ? keyword : undefined;
}

function wordsOf(keyword: DeclarationKeyword): ReadonlySet<string> {
  if (keyword === "action") return traitWords;
  if (keyword === "test") return stepWords;
  return isOwner(keyword) ? clauseWords(keyword) : new Set();
}

function headRule(keyword: DeclarationKeyword): PieceRule {
  if (keyword === "action") return "actionHead";
  if (keyword === "classifier") return "classifierHead";
  return keyword === "test" ? "testHead" : "formHead";
}

function pieceRule(keyword: DeclarationKeyword, word: string): PieceRule | undefined {
  if (keyword === "test") return stepReaders.get(word)?.rule;
  if (keyword === "action") return traitReaders.get(word)?.rule;
  return isOwner(keyword) ? clauseReader(keyword, word)?.rule : undefined;
}

function beginsPiece(input: Input, keyword: DeclarationKeyword, at: number): boolean {
  if (keyword === "test") return beginsStep(input, at);
  return keyword === "action" ? beginsTrait(input, at, traitWords) : beginsClause(input, at);
}

/** The words that begin clauses between the place and the end of the body. */
function wordsBehind({ input, all, at }: Common, keyword: DeclarationKeyword): readonly string[] {
  const words = wordsOf(keyword);
  const found: string[] = [];
  const whole = { ...input, tokens: all };
  for (let index = at, depth = 0; index < all.length && depth >= 0; index++) {
    const image = all[index]?.image ?? "";
    if (isOpener(image)) depth += 1;
    else if (isCloser(image)) depth -= 1;
    else if (depth > 0) continue;
    else if (keyword !== "test" && beginsDeclaration(all, index) && startsLine(input.text, all, index)) break;
    else if (index > at && words.has(image) && beginsPiece(whole, keyword, index)) found.push(image);
  }
  return found;
}

/** The clauses of a form that stand in its body, by their words. */
export function standing(site: Site, owner: ClauseOwner): ReadonlySet<string> {
  const words = new Set(site.others);
  const kinds = forms[owner].clauses.filter(({ clause }) =>
    keywordsOf(clause).some((word) => words.has(word)),
  );
  return new Set(kinds.map(({ clause }) => clause));
}
