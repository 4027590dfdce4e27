// Where the comments of a policy are; what stands in strings is none.

import { scanBlockComment, scanString } from "../../grammar/scan.js";

export interface Comment {
  readonly kind: "line" | "block";
  readonly start: number;
  readonly end: number;
}

/** In the order of their places; linear. */
export function commentsIn(text: string): readonly Comment[] {
  const comments: Comment[] = [];
  const mark = /"|\/\/|\/\*/gu;
  for (let found = mark.exec(text); found !== null; found = mark.exec(text)) {
    const start = found.index;
    const end = endOf(text, found[0], start);
    if (found[0] !== '"') comments.push({ kind: found[0] === "//" ? "line" : "block", start, end });
    mark.lastIndex = end;
  }
  return comments;
}

function endOf(text: string, mark: string, start: number): number {
  if (mark === '"') return start + (scanString(text, start)?.[0].length ?? 1);
  // One that is never closed goes to the end of the text.
  if (mark === "/*") return start + (scanBlockComment(text, start)?.[0].length ?? text.length - start);
  const lineEnd = /[\r\n]|$/gu;
  lineEnd.lastIndex = start;
  return lineEnd.exec(text)?.index ?? text.length;
}
