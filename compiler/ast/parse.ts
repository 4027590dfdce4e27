// From text to tree, with everything that is wrong with the text: the first phase of the compiler.

import { lex } from "../../grammar/lexer.js";
import { diagnose } from "../diagnostics/diagnose.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { SourceFile, Span } from "../source/source.js";
import type { Declaration, Module } from "./ast.js";
import { pairBrackets } from "./brackets.js";
import { reportCharacters, reportDirections } from "./characters.js";
import { inputOf, tokenSpan } from "./input.js";
import { nestingLimit } from "./measure.js";
import { readDeclarations } from "./regions.js";
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
    retract: (count) => void diagnostics.splice(count),
  });
  if (brackets.tooDeep !== undefined) {
    const tooDeep = diagnose("AP1018", tokenSpan(input, brackets.tooDeep), { limit: nestingLimit });
    return { module: moduleOf(whole, []), diagnostics: [tooDeep] };
  }
  const declarations = readDeclarations(input, brackets.heads);
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
