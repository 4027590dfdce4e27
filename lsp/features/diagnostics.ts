// What the editor underlines: the compiler's diagnostics, by file, with the editor's ranges.

import type { Compilation } from "../../compiler/compile.js";
import type { Code, Diagnostic, Fix, Related, Severity } from "../../compiler/diagnostics/diagnostic.js";
import type { Span } from "../../compiler/source/source.js";
import { type EditorRange, type LineStarts, lineStarts, rangeOf } from "./range.js";

export interface EditorDiagnostic {
  readonly range: EditorRange;
  readonly severity: Severity;
  readonly code: string;
  /** What is wrong and, in a paragraph of its own, what to do. */
  readonly message: string;
  readonly related: readonly EditorRelated[];
  /** What is marked could go: nothing uses it, or it changes nothing. */
  readonly isUnnecessary: boolean;
  readonly fixes: readonly EditorFix[];
}

/** A way to mend it: all edits together. */
export interface EditorFix {
  readonly title: string;
  /** After it, some request may be decided otherwise. */
  readonly changesMeaning?: true;
  readonly edits: readonly {
    readonly file: string;
    readonly range: EditorRange;
    readonly newText: string;
  }[];
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
  const place = placing(compilation.sources);
  const byFile = new Map<string, EditorDiagnostic[]>(
    Array.from(compilation.sources.keys(), (path) => [path, []]),
  );
  for (const diagnostic of compilation.diagnostics) {
    const { file } = diagnostic.span;
    const found = byFile.get(file) ?? [];
    byFile.set(file, found);
    found.push(toEditor(diagnostic, place));
  }
  return byFile;
}

/** Spans as ranges; the lines of a file are counted when the first of its spans comes. A file that could not be read has one. */
function placing(sources: Compilation["sources"]): (span: Span) => EditorRange {
  const starts = new Map<string, LineStarts>();
  return (span) => {
    const known = starts.get(span.file) ?? lineStarts(sources.get(span.file)?.text ?? "");
    starts.set(span.file, known);
    return rangeOf(known, span);
  };
}

/** Those that say of something that it could go. */
const unnecessary: ReadonlySet<Code> = new Set<Code>([
  "AP2023",
  "AP2060",
  "AP3006",
  "AP3020",
  "AP3026",
  "AP3080",
  "AP3081",
  "AP3082",
]);

function toEditor(diagnostic: Diagnostic, place: (span: Span) => EditorRange): EditorDiagnostic {
  const { code, severity, message, help, span, related, fixes } = diagnostic;
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
    isUnnecessary: unnecessary.has(code),
    fixes: fixes.map((fix) => fixFor(fix, place)),
  };
}

function fixFor({ edits, ...fix }: Fix, place: (span: Span) => EditorRange): EditorFix {
  return {
    ...fix,
    edits: edits.map(({ span, newText }) => ({ file: span.file, range: place(span), newText })),
  };
}
