// Scanners for strings and block comments: one pass, no backtracking, whatever the length.

const quote = 0x22;
const backslash = 0x5c;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** A string from its opening quote to its closing one, or to the end of the line where that is missing. */
export function scanString(text: string, offset: number): [string] | null {
  if (text.charCodeAt(offset) !== quote) return null;
  let at = offset + 1;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === lineFeed || code === carriageReturn) break;
    if (code === quote) return [text.slice(offset, at + 1)];
    at += code === backslash && !endsLine(text, at + 1) ? 2 : 1;
  }
  return [text.slice(offset, at)];
}

/** Quotes of other languages and of word processors, and what may close each. */
const otherQuotes: Readonly<Record<string, string>> = {
  "'": "'",
  "‘": "’‘",
  "’": "’",
  "“": '”“"',
  "”": '”"',
  "„": '“”"',
};

/** How far a closing quote is looked for: no further, so that a line of opening quotes takes linear time. */
const longestOther = 80;

/** A string in other quotes, where it is closed on its line: one mistake, not two. */
export function scanOtherString(text: string, offset: number): [string] | null {
  const closers = otherQuotes[text.charAt(offset)];
  if (closers === undefined) return null;
  const end = Math.min(text.length, offset + longestOther);
  for (let at = offset + 1; at < end && !endsLine(text, at); at++) {
    if (closers.includes(text.charAt(at))) return [text.slice(offset, at + 1)];
  }
  return null;
}

function endsLine(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return Number.isNaN(code) || code === lineFeed || code === carriageReturn;
}

/** A byte order mark, which is none of the text where it is the first character. */
export function scanByteOrderMark(text: string, offset: number): [string] | null {
  return offset === 0 && text.startsWith("\uFEFF") ? ["\uFEFF"] : null;
}

/** The quotes that begin a string in another language. */
export const otherQuoteMarks = Object.keys(otherQuotes);

/** A closed block comment; they do not nest. */
export function scanBlockComment(text: string, offset: number): [string] | null {
  if (!text.startsWith("/*", offset)) return null;
  const end = text.indexOf("*/", offset + 2);
  return end < 0 ? null : [text.slice(offset, end + 2)];
}

/** Whether a string token was closed: an odd run of backslashes before the last quote escapes it. */
export function isClosedString(image: string): boolean {
  if (image.length < 2 || !image.endsWith('"')) return false;
  let backslashes = 0;
  while (image.charCodeAt(image.length - 2 - backslashes) === backslash) backslashes += 1;
  return backslashes % 2 === 0;
}
