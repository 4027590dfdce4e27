// Diagnostics as plain data with places for people: what `--format json` prints, and what other formats are made of.

import type { Diagnostic, Severity } from "../../compiler/diagnostics/diagnostic.js";
import { lineMap, type LineMap } from "../../compiler/source/line-map.js";
import type { Position, SourceFile, Span } from "../../compiler/source/source.js";

export interface PlainDiagnostic {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly file: string;
  readonly span: PlainSpan;
  readonly label?: string;
  readonly related: readonly { readonly file: string; readonly span: PlainSpan; readonly message: string }[];
  readonly help?: string;
  readonly fixes: readonly {
    readonly title: string;
    /** After it, some request may be decided otherwise. */
    readonly changesMeaning?: true;
    readonly edits: readonly { readonly file: string; readonly span: PlainSpan; readonly newText: string }[];
  }[];
}

/** Lines and columns from 1; `end` is exclusive. */
export interface PlainSpan {
  readonly start: Position;
  readonly end: Position;
}

export type Sources = ReadonlyMap<string, SourceFile>;

export function plain(diagnostics: readonly Diagnostic[], sources: Sources): PlainDiagnostic[] {
  const place = placer(sources);
  return diagnostics.map(({ code, severity, message, span, label, related, help, fixes }) => ({
    code,
    severity,
    message,
    file: span.file,
    span: place(span),
    ...(label !== undefined && { label }),
    related: related.map((each) => ({ file: each.span.file, span: place(each.span), message: each.message })),
    ...(help !== undefined && { help }),
    fixes: fixes.map(({ title, changesMeaning, edits }) => ({
      title,
      ...(changesMeaning && { changesMeaning }),
      edits: edits.map((edit) => ({ file: edit.span.file, span: place(edit.span), newText: edit.newText })),
    })),
  }));
}

/** Turns spans into places; each file's lines are mapped once. */
function placer(sources: Sources): (span: Span) => PlainSpan {
  const maps = new Map<string, LineMap>();
  return ({ file, start, end }) => {
    const map = maps.get(file) ?? lineMap(sources.get(file)?.text ?? "");
    maps.set(file, map);
    return { start: map.position(start), end: map.position(end) };
  };
}
