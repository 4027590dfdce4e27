// The stretch of a text around a place that says what the place is: a few declarations, so that a long file takes no longer.

import { declarationKeywords } from "../../../compiler/ast/outline/heads.js";
import { stepLike } from "../../../compiler/ast/outline/brackets.js";

export interface Window {
  readonly from: number;
  readonly to: number;
}

/** Words of steps begin lines in tests, too, so they say nothing. */
const heads = new RegExp(
  `(?:${declarationKeywords.filter((word) => !stepLike.has(word)).join("|")})\\b`,
  "y",
);

/** So many declarations before the place, and as many behind it, are looked at. */
const enough = 2;

/** From a line that begins a declaration to another; the whole text where no such lines are found, or a comment may be cut. */
export function windowAround(text: string, offset: number): Window {
  const from = before(text, offset);
  const to = behind(text, offset);
  const cut = text.slice(from, to);
  const isWhole = /\*\/|\/\*/.test(cut) && count(cut, "/*") !== count(cut, "*/");
  return isWhole ? { from: 0, to: text.length } : { from, to };
}

function before(text: string, offset: number): number {
  let left = enough;
  for (let line = lineAt(text, offset); line > 0; line = lineAt(text, line - 1)) {
    if (isHead(text, line)) left -= 1;
    if (left === 0) return line;
  }
  return 0;
}

function behind(text: string, offset: number): number {
  let left = enough;
  for (let line = text.indexOf("\n", offset) + 1; line > 0; line = text.indexOf("\n", line) + 1) {
    if (isHead(text, line)) left -= 1;
    if (left === 0) return line;
  }
  return text.length;
}

/** Where the line of an offset begins. */
function lineAt(text: string, offset: number): number {
  // From a negative place, the first character would be looked at as well.
  return offset === 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1;
}

function isHead(text: string, line: number): boolean {
  heads.lastIndex = line;
  return heads.test(text);
}

function count(text: string, part: string): number {
  return text.split(part).length - 1;
}
