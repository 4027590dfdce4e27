// How the text at hand is laid out, so that what is put in looks like it.

/** The line ends of a text: those of its first line. */
export function eolOf(text: string): string {
  return /\r\n|\n|\r/u.exec(text)?.[0] ?? "\n";
}

/** Where the line begins on which a declaration does, or the comments right above it that are about it. */
export function startOfDeclaration(text: string, start: number): number {
  const from = Math.max(0, start - MOST_ABOVE);
  const above = ABOVE.exec(text.slice(from, start));
  return above === null ? start : from + above.index;
}

/** No comment is longer. */
const MOST_ABOVE = 10_000;

/** Lines of `///`, then blanks and comments on the line itself, up to the end. */
const ABOVE = /(?:^|(?<=[\r\n]))(?:[ \t]*\/\/\/[^\r\n]*(?:\r\n|\n|\r))*(?:[ \t]|\/\*[^\r\n*]*\*\/)*$/u;
