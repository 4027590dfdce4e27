// The text of an expression on one line, however its author laid it out.

// A string; or what stands between tokens: blanks, line ends, comments.
const between = /("(?:\\.|[^"\\\n\r])*")|(?:\s|\/\/[^\n\r]*|\/\*[^]*?\*\/)+/g;

// A string; or blanks, and a comma behind the last of several, beside brackets.
const besideBrackets = /("(?:\\.|[^"\\])*")|([([]) |(?:, ?| )(?=[)\]])|,(?= ?\})/g;

/** Blanks folded, without comments, and without what only lines ask for: blanks inside brackets, commas behind the last. */
export function oneLineOf(text: string): string {
  const folded = text.replace(between, (_, string: string | undefined) => string ?? " ").trim();
  return folded.replace(
    besideBrackets,
    (_, string: string | undefined, open: string | undefined) => string ?? open ?? "",
  );
}
