// Reads one declaration from its keyword to where it ends, and says where that is.

import type {
  ActionHeadCstNode,
  ClassifierHeadCstNode,
  TestHeadCstNode,
} from "../../../grammar/generated/cst.js";
import type { CstNode, PieceRule } from "../../../grammar/parser.js";
import type { ActionDecl, ClassifierDecl, Declaration, FormKeyword, TestDecl, Trait } from "../ast.js";
import { readBody, type Body } from "./bodies.js";
import { findBody, type BodyRange } from "../outline/body-range.js";
import { checkClauses } from "./check-forms.js";
import { isBrokenBetween, reportFault, reportMissing, reportUnclosed, reportUnexpected } from "./faults.js";
import { readClauses, readForm } from "./form-declarations.js";
import { clauseWords, forms, stepWords, traitWords } from "../forms.js";
import { declarationReaders, traitReaders, type DeclarationReader } from "../from-cst/declarations.js";
import { patternOf } from "../from-cst/names.js";
import { stepReaders } from "../from-cst/steps.js";
import { paramsOf, typeOf } from "../from-cst/types.js";
import type { DeclarationKeyword } from "../outline/heads.js";
import { rangeSpan, tokenSpan, type Input } from "../outline/input.js";
import { readPiece } from "./piece.js";
import { first, gapSpan, identOf, spanOfToken, stringOf } from "../from-cst/reader.js";
import { beginsStep, beginsTrait, splitBody, type Range } from "../outline/split.js";

export interface ReadDeclaration {
  /** Absent where nothing of it was understood. */
  readonly declaration?: Declaration;
  /** The index after its last token. */
  readonly end: number;
}

/** Reads the declaration that begins at `from`; the next one begins at `to`. */
export function readDeclaration(
  input: Input,
  keyword: DeclarationKeyword,
  from: number,
  to: number,
): ReadDeclaration {
  const whole = declarationReaders.get(keyword);
  if (whole !== undefined) return readWhole(input, whole, from, endOfSection(input, keyword, from, to));
  const body = findBody(input, from, to, wordsOf(keyword));
  if (body.unclosed !== undefined && !isBrokenBetween(input, from, to))
    reportUnclosed(input, body.unclosed, to);
  if (body.doubled !== undefined) reportUnexpected(input, body.headEnd + 1, "a clause");
  return { declaration: readWithBody(input, keyword, from, body), end: body.end };
}

function readWithBody(input: Input, keyword: DeclarationKeyword, from: number, body: BodyRange): Declaration {
  const documented = documentedAt(input, from, body.end);
  if (keyword === "action") return readAction(input, from, body, documented);
  if (keyword === "classifier") return readClassifier(input, from, body, documented);
  if (keyword === "test") return readTest(input, from, body, documented);
  return readForm(input, formOf(keyword), from, body, documented);
}

/** What is no other declaration is a form. */
function formOf(keyword: DeclarationKeyword): FormKeyword {
  return keyword as FormKeyword;
}

function wordsOf(keyword: DeclarationKeyword): ReadonlySet<string> {
  if (keyword === "action") return traitWords;
  if (keyword === "test") return stepWords;
  return Object.hasOwn(forms, keyword)
    ? clauseWords(keyword === "classifier" ? keyword : formOf(keyword))
    : new Set();
}

interface Documented {
  readonly span: Declaration["span"];
  readonly doc?: string;
}

function documentedAt(input: Input, from: number, end: number): Documented {
  const span = rangeSpan(input, from, end);
  const doc = input.docOf(span.start);
  return { span, ...(doc !== undefined && { doc }) };
}

/** `agent { … }` ends with its brace; the others, where the next declaration begins. */
function endOfSection(input: Input, keyword: DeclarationKeyword, from: number, to: number): number {
  if (keyword !== "agent" && keyword !== "context" && keyword !== "impact") return to;
  const close = input.partner[from + 1] ?? -1;
  return close < 0 ? to : close + 1;
}

function readWhole(input: Input, reader: DeclarationReader, from: number, to: number): ReadDeclaration {
  const piece = readPiece(input, reader.rule, from, to);
  const { fault } = piece;
  const end = fault?.leftOver === true ? fault.at : to;
  if (fault !== undefined && !fault.leftOver) reportFault(input, from, to, fault);
  if (piece.node === undefined) return { end };
  return {
    declaration: reader.read(piece.reader, piece.node, documentedAt(input, from, end), input.docOf),
    end,
  };
}

/** Reads the head of a declaration with a body, and reports what is wrong with it. */
function readHead(input: Input, rule: PieceRule, from: number, body: BodyRange, bodyNeeded: boolean) {
  const piece = readPiece(input, rule, from, body.headEnd);
  const { fault } = piece;
  if (fault?.leftOver === true) reportUnexpected(input, fault.at, "`{`");
  else if (fault !== undefined) reportFault(input, from, body.headEnd, fault);
  else if (input.tokens[body.headEnd]?.image !== "{" && (bodyNeeded || body.inside !== undefined)) {
    reportMissing(input, body.headEnd, "`{`");
  }
  return piece;
}

function readAction(input: Input, from: number, body: BodyRange, documented: Documented): ActionDecl {
  const { node, reader } = readHead(input, "actionHead", from, body, false);
  const children = node === undefined ? undefined : actionHead(node).children;
  const { params, ellipsis } = paramsOf(reader, first(children?.params), input.docOf);
  return {
    kind: "action",
    ...documented,
    name: patternOf(reader, first(children?.actionPattern)),
    params,
    ...(ellipsis !== undefined && { open: spanOfToken(reader, ellipsis) }),
    ...(children?.Kw_gives && { gives: typeOf(reader, first(children.type), input.docOf) }),
    traits: readTraits(input, body.inside).items,
  };
}

function readTraits(input: Input, inside: Range | undefined): Body<Trait> {
  if (inside === undefined) return { items: [], damaged: true };
  const split = splitBody(input, inside.from, inside.to, traitWords, (at) =>
    beginsTrait(input, at, traitWords),
  );
  const kind = {
    owner: "an action",
    noun: "trait",
    words: traitWords,
    readerOf: (word: string) => traitReaders.get(word),
    records: false,
  };
  return readBody(input, kind, split);
}

function readClassifier(input: Input, from: number, body: BodyRange, documented: Documented): ClassifierDecl {
  const { node, reader } = readHead(input, "classifierHead", from, body, true);
  const children = node === undefined ? undefined : classifierHead(node).children;
  const name = identOf(reader, first(children?.name));
  const clauses = readClauses(input, "classifier", body.inside);
  if (body.inside !== undefined) checkClauses(input, "classifier", name.span, clauses);
  return {
    kind: "classifier",
    ...documented,
    name,
    params: paramsOf(reader, first(children?.params), input.docOf).params,
    result: typeOf(reader, first(children?.type), input.docOf),
    clauses: clauses.items,
  };
}

function readTest(input: Input, from: number, body: BodyRange, documented: Documented): TestDecl {
  const { node, reader } = readHead(input, "testHead", from, body, true);
  const name = node === undefined ? undefined : first(testHead(node).children.StringWord);
  const keyword = input.tokens[from];
  return {
    kind: "test",
    ...documented,
    keyword: keyword === undefined ? gapSpan(reader) : tokenSpan(input, keyword),
    name: stringOf(reader, name),
    steps: readSteps(input, body.inside),
  };
}

function readSteps(input: Input, inside: Range | undefined): TestDecl["steps"] {
  if (inside === undefined) return [];
  const split = splitBody(input, inside.from, inside.to, stepWords, (at) => beginsStep(input, at));
  const kind = {
    owner: "a test",
    noun: "step",
    words: stepWords,
    readerOf: (word: string) => stepReaders.get(word),
    records: true,
  };
  return readBody(input, kind, split).items;
}

// The borders between chevrotain's nodes and their generated types: each was read by the rule of its name.

function actionHead(node: CstNode): ActionHeadCstNode {
  return node as ActionHeadCstNode;
}

function classifierHead(node: CstNode): ClassifierHeadCstNode {
  return node as ClassifierHeadCstNode;
}

function testHead(node: CstNode): TestHeadCstNode {
  return node as TestHeadCstNode;
}
