// Diagnostics for people: a sentence, the place in its source, and what to do.

import type { Position } from "../../compiler/source/source.js";
import type { Style } from "../style.js";
import type { PlainDiagnostic, PlainSpan, Sources } from "./plain.js";

const WIDEST = 160;

export function pretty(diagnostics: readonly PlainDiagnostic[], sources: Sources, style: Style): string {
  return diagnostics.map((each) => one(each, sources, style)).join("\n");
}

function one(diagnostic: PlainDiagnostic, sources: Sources, style: Style): string {
  const { code, severity, message, file, span, label, related, help, fixes } = diagnostic;
  const paint = severity === "error" ? style.red : style.yellow;
  const gutter = " ".repeat(
    String(Math.max(span.start.line, ...related.map((each) => each.span.start.line))).length,
  );
  const lines = [`${style.bold(paint(`${severity}[${code}]`))}${style.bold(`: ${message}`)}`];
  lines.push(...frame(file, span, label, "^", paint, sources, gutter, style));
  for (const each of related)
    lines.push(...frame(each.file, each.span, each.message, "-", style.cyan, sources, gutter, style));
  if (help !== undefined) lines.push(`${gutter} ${style.blue("=")} ${style.bold("help")}: ${help}`);
  for (const { title, changesMeaning } of fixes) {
    const kind = changesMeaning === true ? " (changes the meaning)" : "";
    lines.push(`${gutter} ${style.blue("=")} ${style.bold("fix")}: ${title}${kind}`);
  }
  return `${lines.join("\n")}\n`;
}

function frame(
  file: string,
  span: PlainSpan,
  label: string | undefined,
  mark: string,
  paint: (text: string) => string,
  sources: Sources,
  gutter: string,
  style: Style,
): string[] {
  const { line, column } = span.start;
  const source = sources.get(file)?.text.split(/\r\n|\r|\n/, line)[line - 1] ?? "";
  const bar = `${gutter} ${style.blue("|")}`;
  const shown = clipped(source, span);
  const marks = `${" ".repeat(shown.before)}${paint(mark.repeat(shown.width) + (label === undefined ? "" : ` ${label}`))}`;
  const number = String(line).padStart(gutter.length);
  return [
    `${gutter}${style.blue("-->")} ${file}:${String(line)}:${String(column)}`,
    bar,
    `${style.blue(`${number} |`)} ${shown.text}`,
    `${bar} ${marks}`,
  ];
}

/** A line of at most `WIDEST` columns that holds the mark; tabs count as one column on both lines. */
function clipped(source: string, span: PlainSpan): { text: string; before: number; width: number } {
  const printable = source.replace(/[\t\p{Cc}\p{Cf}]/gu, " ");
  const last = endOnLine(span.start, span.end, printable.length);
  const from = span.start.column - 1 > WIDEST - 20 ? span.start.column - 21 : 0;
  const text =
    (from > 0 ? "…" : "") +
    printable.slice(from, from + WIDEST) +
    (printable.length > from + WIDEST ? "…" : "");
  const before = span.start.column - 1 - from + (from > 0 ? 1 : 0);
  const width = Math.max(1, Math.min(last - (span.start.column - 1), text.length - before));
  return { text, before, width };
}

function endOnLine(start: Position, end: Position, length: number): number {
  return end.line === start.line ? end.column - 1 : Math.max(length, start.column);
}
