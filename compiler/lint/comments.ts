// The comments of a file: lint reads what they ignore, and no fix writes over one.

import type { SourceFile, Span } from "../source/source.js";

export interface Comment {
  readonly span: Span;
  /** With its marks: `// …`. */
  readonly text: string;
}

/** Strings are told from comments; in a text that compiled all of them are closed. */
const TOKEN = /"(?:[^"\\\n\r]|\\[^\n\r])*"|\/\/[^\n\r]*|\/\*[^]*?\*\//gu;

export function commentsIn({ path, text }: SourceFile): readonly Comment[] {
  return Array.from(text.matchAll(TOKEN), ({ 0: found, index }) => ({
    span: { file: path, start: index, end: index + found.length },
    text: found,
  })).filter((each) => !each.text.startsWith('"'));
}
