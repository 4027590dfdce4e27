// What the editor underlines: the compiler's diagnostics, by file, with the editor's ranges.

import type { Compilation } from "../../compiler/compile.js";
import type { Diagnostic, Related, Severity } from "../../compiler/diagnostics/diagnostic.js";
import type { Span } from "../../compiler/source/source.js";
import { type EditorRange, type LineStarts, lineStarts, rangeOf } from "./range.js";

export interface EditorDiagnostic {
  readonly range: EditorRange;
  readonly severity: Severity;
  readonly code: string;
  /** What is wrong and, in a paragraph of its own, what to do. */
  readonly message: string;
  readonly related: readonly EditorRelated[];
}

/** A second place, perhaps in another file (project-relative, as everywhere in the compiler). */
export interface EditorRelated {
  readonly file: string;
  readonly range: EditorRange;
  readonly message: string;
}

/** The diagnostics of each source that was read, in the compiler's order; a file without any has an empty list. */
export function diagnosticsByFile(
  compilation: Pick<Compilation, "diagnostics" | "sources">,
): ReadonlyMap<string, readonly EditorDiagnostic[]> {
  const starts = new Map(Array.from(compilation.sources, ([path, { text }]) => [path, lineStarts(text)]));
  const place = (span: Span): EditorRange => rangeOf(starts.get(span.file) ?? noLines, span);
  const byFile = new Map<string, EditorDiagnostic[]>(Array.from(starts.keys(), (path) => [path, []]));
  for (const diagnostic of compilation.diagnostics) {
    const { file } = diagnostic.span;
    byFile.set(file, [...(byFile.get(file) ?? []), toEditor(diagnostic, place)]);
  }
  return byFile;
}

/** A file that could not be read has one empty line. */
const noLines: LineStarts = [0];

function toEditor(diagnostic: Diagnostic, place: (span: Span) => EditorRange): EditorDiagnostic {
  const { code, severity, message, help, span, related } = diagnostic;
  return {
    range: place(span),
    severity,
    code,
    message: help === undefined ? message : `${message}\n\n${help}`,
    related: related.map((each: Related) => ({
      file: each.span.file,
      range: place(each.span),
      message: each.message,
    })),
  };
}
