// Texts with comments and blank lines at random places between their tokens, each comment with a mark of its own.

import fc from "fast-check";
import { endOf, lex } from "../../grammar/lexer.js";

interface Insertion {
  /** Where, as a fraction of all places. */
  readonly at: number;
  readonly kind:
    "line" | "own-line" | "block" | "own-block" | "long-block" | "doc" | "blank" | "break" | "ignore";
}

export const insertions = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    kind: fc.constantFrom<Insertion["kind"]>(
      ...([
        "line",
        "own-line",
        "block",
        "own-block",
        "long-block",
        "doc",
        "blank",
        "break",
        "ignore",
      ] as const),
    ),
  }),
  { maxLength: 12 },
);

/** The text with all insertions made, and the marks of the comments in it. */
export function commented(
  text: string,
  made: readonly Insertion[],
): { readonly text: string; readonly marks: readonly string[] } {
  const places = placesOf(text);
  const inserted = new Map<number, string>();
  const marks: string[] = [];
  for (const [index, { at, kind }] of made.entries()) {
    const place = places[Math.min(places.length - 1, Math.floor(at * places.length))] ?? 0;
    const mark = `c${index}c`;
    if (kind !== "blank" && kind !== "break" && kind !== "ignore") marks.push(mark);
    inserted.set(place, (inserted.get(place) ?? "") + insertionText(kind, mark));
  }
  const parts = [...places].map((place, index) => [
    text.slice(places[index - 1] ?? 0, place),
    inserted.get(place) ?? "",
  ]);
  return { text: parts.flat().join("") + text.slice(places.at(-1) ?? 0), marks };
}

/** The text on as few lines as it can stand on: what documents takes its line to the end. */
export function joined(text: string): string {
  const lines = text.split("\n");
  const isDoc = (line: string | undefined): boolean => line?.trimStart().startsWith("///") === true;
  return lines.map((line, index) => line + (isDoc(line) || isDoc(lines[index + 1]) ? "\n" : " ")).join("");
}

/** Behind each token, but not within the pattern of an action, whose parts stand side by side. */
function placesOf(text: string): readonly number[] {
  const { tokens } = lex(text);
  const apart = tokens.filter((token, index) => {
    const next = tokens[index + 1];
    const inPattern = token.image === "*" || next?.image === "*";
    return !(inPattern && next?.startOffset === endOf(token));
  });
  return [0, ...apart.map(endOf)];
}

function insertionText(kind: Insertion["kind"], mark: string): string {
  switch (kind) {
    case "line":
      return ` // ${mark}\n`;
    case "own-line":
      return `\n// ${mark}\n`;
    case "block":
      return ` /* ${mark} */ `;
    case "own-block":
      return `\n/* ${mark} */\n`;
    case "long-block":
      return ` /* ${mark}\n   goes on */ `;
    case "doc":
      return ` /// ${mark}\n`;
    case "blank":
      return "\n\n";
    case "break":
      return "\n";
    case "ignore":
      return "\n// prettier-ignore\n";
  }
}
