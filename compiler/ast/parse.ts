// From text to tree, with everything that is wrong with the text: the first phase of the compiler.

import { lex } from "../../grammar/lexer.js";
import { diagnose } from "../diagnostics/diagnose.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { nearest, replacement } from "../diagnostics/nearest.js";
import type { SourceFile, Span } from "../source/source.js";
import type { Declaration, Module } from "./ast.js";
import { pairBrackets } from "./brackets.js";
import { checkName } from "./check-names.js";
import { reportCharacters, reportDirections } from "./characters.js";
import { readDeclaration } from "./declarations.js";
import { isBrokenBetween, isStray, reportStray, reportUnexpected } from "./faults.js";
import { declarationKeywords, goesOnAs, isDeclarationKeyword, isWord, startsLine, type DeclarationKeyword } from "./heads.js";
import { inputOf, tokenSpan, type Input } from "./input.js";
import { nestingLimit } from "./measure.js";
import { exceedsSize } from "./size.js";

export interface Parsed {
  readonly module: Module;
  /** In the order of their places. */
  readonly diagnostics: readonly Diagnostic[];
}

/** A file with more mistakes is no policy: they are told as one. */
const mistakeLimit = 100;

/** Reads a policy file. Never throws; where something is wrong, the rest is still in the tree. */
export function parse(file: SourceFile): Parsed {
  const whole: Span = { file: file.path, start: 0, end: file.text.length };
  if (exceedsSize(file.text)) {
    const start = { ...whole, end: 0 };
    return { module: moduleOf(whole, []), diagnostics: [diagnose("AP1019", start, { limit: "4 MiB" })] };
  }
  const diagnostics: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic): void => {
    if (diagnostics.length <= mistakeLimit) diagnostics.push(diagnostic);
  };
  const lexed = lex(file.text);
  reportDirections(file, report);
  reportCharacters(file, lexed.faults, report);
  const brackets = pairBrackets(file.text, lexed.tokens, nestingLimit);
  const input = inputOf(file, lexed, brackets.partner, {
    report,
    reported: () => diagnostics.length,
    full: () => diagnostics.length > mistakeLimit,
  });
  if (brackets.tooDeep !== undefined) {
    const tooDeep = diagnose("AP1018", tokenSpan(input, brackets.tooDeep), { limit: nestingLimit });
    return { module: moduleOf(whole, []), diagnostics: [tooDeep] };
  }
  const declarations = readFile(input, brackets.heads);
  return { module: moduleOf(whole, declarations), diagnostics: summed(inOrder(diagnostics)) };
}

/** The diagnostics, or where there are too many, one that shows the first few. */
function summed(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const [head] = diagnostics;
  if (head === undefined || diagnostics.length <= mistakeLimit) return diagnostics;
  const related = diagnostics.slice(0, 3).map(({ span, message }) => ({ span, message }));
  return [diagnose("AP1023", head.span, { limit: mistakeLimit }, { related })];
}

function moduleOf(span: Span, declarations: readonly Declaration[]): Module {
  return { kind: "module", span, declarations };
}

function inOrder(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.toSorted((a, b) => a.span.start - b.span.start);
}

function readFile(input: Input, heads: readonly number[]): readonly Declaration[] {
  const declarations: Declaration[] = [];
  const last = input.tokens.length;
  const first = heads[0] ?? last;
  if (first > 0) readStray(input, 0, first, 0, declarations);
  for (const [index, from] of heads.entries()) {
    if (input.full()) break;
    const keyword = input.tokens[from]?.image ?? "";
    if (isDeclarationKeyword(keyword)) readRegion(input, keyword, from, heads[index + 1] ?? last, declarations);
  }
  return declarations;
}

/** Reads the declaration at `from`, and what stands between it and the next one at `to`. */
function readRegion(
  input: Input,
  keyword: DeclarationKeyword,
  from: number,
  to: number,
  declarations: Declaration[],
): void {
  const before = input.reported();
  const { declaration, end } = readDeclaration(input, keyword, from, to);
  if (declaration !== undefined) {
    checkName(input.report, declaration);
    declarations.push(declaration);
  }
  if (end >= to || isBrokenBetween(input, from, to)) return;
  // A bracket too many after a mistake is most likely the same mistake.
  if (isStray(input, end) && input.reported() > before) return;
  readStray(input, end, to, from, declarations);
}

/** Text where a declaration should begin: a misspelt keyword, or something else. */
function readStray(input: Input, from: number, to: number, since: number, declarations: Declaration[]): void {
  const token = input.tokens[from];
  if (token === undefined || isBrokenBetween(input, since, to)) return;
  if (isStray(input, from)) reportStray(input, token);
  else if (isWord(token) && beginsAfresh(input, from)) {
    const span = tokenSpan(input, token);
    const near = nearest(token.image, declarationKeywords);
    const params = { word: token.image, ...(near !== undefined && { nearest: near }) };
    input.report(diagnose("AP1002", span, params, { fixes: replacement(span, near) }));
    if (near !== undefined && isDeclarationKeyword(near) && goesOnAs(near, input.tokens, from)) {
      readRegion(input, near, from, to, declarations);
    }
  } else reportUnexpected(input, from, "a declaration");
}

function beginsAfresh(input: Input, at: number): boolean {
  return at === 0 || input.tokens[at - 1]?.image === "}" || startsLine(input.text, input.tokens, at);
}
