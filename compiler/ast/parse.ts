// From text to tree, with everything that is wrong with the text: the first phase of the compiler.

import { lex } from "../../grammar/lexer.js";
import { diagnose } from "../diagnostics/diagnose.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { SourceFile, Span } from "../source/source.js";
import type { Declaration, Module } from "./ast.js";
import { pairBrackets } from "./outline/brackets.js";
import { reportCharacters, reportDirections } from "./reading/characters.js";
import { inputOf, tokenSpan } from "./outline/input.js";
import { nestingLimit } from "./outline/measure.js";
import type { Readings } from "./kept.js";
import { Reuse } from "./reading/readings.js";
import { readDeclarations } from "./reading/regions.js";
import { exceedsSize } from "./outline/size.js";

export interface Parsed {
  readonly module: Module;
  /** In the order of their places. */
  readonly diagnostics: readonly Diagnostic[];
  /** For the next version of the file: what was read without a mistake. */
  readonly readings: Readings;
}

const noReadings: Readings = new Map();

/** A file with more mistakes is no policy: they are told as one. */
const mistakeLimit = 100;

/**
 * Reads a policy file. Never throws; where something is wrong, the rest is still in the tree. `before` is what was read of
 * another version of the same file: what stands there as well is not read again, and the result is the same.
 */
export function parse(file: SourceFile, before?: Parsed): Parsed {
  const whole: Span = { file: file.path, start: 0, end: file.text.length };
  if (exceedsSize(file.text)) {
    const start = { ...whole, end: 0 };
    return withoutTree(whole, diagnose("AP1019", start, { limit: "4 MiB" }));
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
    return withoutTree(whole, tooDeep);
  }
  const reuse = new Reuse(before?.readings);
  const declarations = readDeclarations(input, brackets.heads, reuse);
  const inOrder = diagnostics.toSorted((a, b) => a.span.start - b.span.start);
  if (inOrder.length > mistakeLimit) return withoutTree(whole, noPolicy(inOrder));
  return { module: moduleOf(whole, declarations), diagnostics: inOrder, readings: reuse.readings };
}

/** Where the file is no policy. */
function withoutTree(whole: Span, diagnostic: Diagnostic): Parsed {
  return { module: moduleOf(whole, []), diagnostics: [diagnostic], readings: noReadings };
}

/** Where there are too many mistakes: one that shows the first few. */
function noPolicy(diagnostics: readonly Diagnostic[]): Diagnostic {
  const [head] = diagnostics;
  const related = diagnostics.slice(0, 3).map(({ span, message }) => ({ span, message }));
  return diagnose(
    "AP1023",
    head?.span ?? { file: "", start: 0, end: 0 },
    { limit: mistakeLimit },
    { related },
  );
}

function moduleOf(span: Span, declarations: readonly Declaration[]): Module {
  return { kind: "module", span, declarations };
}
