// Tables of mistakes: one mistake in a text is one message, where its carets say, and its fix mends it.

import { expect, it } from "vitest";
import { parse } from "../../compiler/ast/parse.js";
import type { Diagnostic } from "../../compiler/diagnostics/diagnostic.js";
import { checkDiagnostics } from "./carets.js";

export interface Mistake {
  readonly what: string;
  /** With the expected diagnostics as carets: see `carets.ts`. */
  readonly text: string;
  /** What the message or the help must say. */
  readonly says?: string;
  /** The text that the first fix puts in. */
  readonly fix?: string;
}

/** A test for each mistake of the table, and one for each fix. */
export function checkMistakes(mistakes: readonly Mistake[]): void {
  it.each(mistakes)("$what", ({ text, says = "" }) => {
    checkDiagnostics(text);
    const { message, help = "" } = onlyDiagnostic(text);
    expect(`${message} ${help}`).toContain(says);
  });

  const fixable = mistakes.filter(({ fix }) => fix !== undefined);
  if (fixable.length === 0) return;
  it.each(fixable)("$what: its fix mends it", ({ text, fix }) => {
    const [edit, ...more] = onlyDiagnostic(text).fixes[0]?.edits ?? [];
    expect(more).toEqual([]);
    expect(edit?.newText).toBe(fix);
    const mended = text.slice(0, edit!.span.start) + edit!.newText + text.slice(edit!.span.end);
    expect(diagnosticsOf(mended)).toEqual([]);
  });
}

function onlyDiagnostic(text: string): Diagnostic {
  const [diagnostic] = diagnosticsOf(text);
  if (diagnostic === undefined) throw new Error("there is no diagnostic");
  return diagnostic;
}

const diagnosticsOf = (text: string): readonly Diagnostic[] =>
  parse({ path: "policy.agentpol", text }).diagnostics;
