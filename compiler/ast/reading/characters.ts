// Reports what is wrong with the characters of a file: those that are no part of the language, and open strings.

import { asciiLike } from "../../../grammar/look-alikes.js";
import type { LexicalFault } from "../../../grammar/lexer.js";
import { diagnose } from "../../diagnostics/diagnose.js";
import type { Diagnostic, Fix } from "../../diagnostics/diagnostic.js";
import { insertion } from "../../diagnostics/fixes.js";
import type { SourceFile, Span } from "../../source/source.js";

type Report = (diagnostic: Diagnostic) => void;

// Embeddings, overrides, isolates and marks of direction (Unicode Standard Annex 9).
const bidirectional = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;

/** Reports the first character of each line that changes the direction of the text, wherever it stands. */
export function reportDirections(file: SourceFile, report: Report): void {
  let lineEnd = -1;
  for (const match of file.text.matchAll(bidirectional)) {
    if (match.index < lineEnd) continue;
    const span = { file: file.path, start: match.index, end: match.index + 1 };
    report(
      diagnose("AP1017", span, { name: codePoint(match[0]) }, { fixes: replace(span, "", "Remove it") }),
    );
    const next = file.text.indexOf("\n", match.index);
    lineEnd = next < 0 ? file.text.length : next;
  }
}

/** Reports the faults that the lexer found, but for the characters that `reportDirections` has seen to. */
export function reportCharacters(file: SourceFile, faults: readonly LexicalFault[], report: Report): void {
  for (const fault of faults) {
    const hidden =
      fault.kind === "character" && file.text.slice(fault.start, fault.end).search(bidirectional) >= 0;
    if (!hidden) report(diagnosticOf(file, fault));
  }
}

function diagnosticOf(file: SourceFile, fault: LexicalFault): Diagnostic {
  const span: Span = { file: file.path, start: fault.start, end: fault.end };
  const text = file.text.slice(fault.start, fault.end);
  switch (fault.kind) {
    case "open-string":
      return diagnose("AP1011", span, {}, { fixes: closed(span, text) });
    case "open-comment":
      return unclosedComment(span, text);
    case "other-quotes": {
      const inside = JSON.stringify(text.slice(1, -1));
      return diagnose("AP1025", span, { quote: text.charAt(0) }, { fixes: replace(span, inside) });
    }
    case "letter":
      return foreignLetter(span, text, fault);
    case "character":
      return unknownCharacter(file, span, text);
  }
}

/** Where a longer string ends is left to its author. */
const longestClosed = 1000;

/** A closing quote before the brackets and commas at the end of the line; the one quote that is escaped there closes. */
function closed(span: Span, text: string): readonly Fix[] {
  if (text.length > longestClosed) return [];
  const kept = text.replace(/[\s,)\]}]+$/u, "");
  const end = span.start + kept.length;
  if (kept.endsWith("\\")) return [];
  return kept.indexOf('\\"') === kept.length - 2
    ? insertion("Double the backslash", { ...span, end: end - 1 }, "\\")
    : insertion('Close it with `"`', { ...span, end }, '"');
}

/** Closed at the end of its line: what follows is policy again. */
function unclosedComment(span: Span, text: string): Diagnostic {
  const end = span.start + (/^.*/u.exec(text)?.[0] ?? "").trimEnd().length;
  const fixes = insertion("Close it with `*/`", { ...span, end }, " */");
  return diagnose("AP1013", { ...span, end: span.start + "/*".length }, {}, { fixes });
}

function foreignLetter(span: Span, letter: string, { word }: LexicalFault): Diagnostic {
  const ascii = asciiLike(letter);
  const hint =
    ascii === undefined
      ? "names are written in ASCII letters"
      : `it looks like \`${ascii}\`, but is another letter`;
  const fixes =
    word?.ascii === undefined ? [] : replace({ ...span, start: word.start, end: word.end }, word.ascii);
  return diagnose(
    "AP1016",
    span,
    { what: `the letter \`${letter}\` (${codePoint(letter)})`, hint },
    { fixes },
  );
}

/** What people write instead of words and signs of this language. */
const meanings: ReadonlyMap<string, { readonly hint: string; readonly text?: string }> = new Map([
  ["&&", { hint: "did you mean `and`?", text: "and" }],
  ["&", { hint: "did you mean `and`?", text: "and" }],
  ["!", { hint: "did you mean `not`?", text: "not " }],
  [";", { hint: "clauses and declarations need no `;`", text: "" }],
  ["#", { hint: "comments begin with `//`", text: "//" }],
  ["%", { hint: "a number and its `%` are one word: `5%`" }],
  ["\\", { hint: "a backslash stands in strings only" }],
  ["`", { hint: "strings stand in double quotes" }],
  ["\u00A0", { hint: "it is a no-break space; type a plain one", text: " " }],
  ["\uFEFF", { hint: "it is a byte order mark; remove it", text: "" }],
  ["\u200B", { hint: "it is a space of no width; remove it", text: "" }],
  ["\u2013", { hint: "it is a dash; a minus is `-`", text: "-" }],
  ["\u2014", { hint: "it is a dash; a minus is `-`", text: "-" }],
  ["\u2026", { hint: "write three dots: `...`", text: "..." }],
  ["\u2264", { hint: "write `<=`", text: "<=" }],
  ["\u2265", { hint: "write `>=`", text: ">=" }],
  ["\u2260", { hint: "write `!=`", text: "!=" }],
]);

const longest = 20;

function unknownCharacter(file: SourceFile, span: Span, text: string): Diagnostic {
  const meaning = meanings.get(text);
  const what = nameOf(text);
  if (text === "%") {
    const number = /[0-9][0-9_.]*[ \t]+$/.exec(
      file.text.slice(Math.max(0, span.start - longest), span.start),
    );
    const blank = {
      ...span,
      start: span.start - (number?.[0].length ?? 0) + (number?.[0].trimEnd().length ?? 0),
    };
    const fixes = number === null ? [] : replace({ ...blank, end: span.start }, "", "Remove the blank");
    return diagnose("AP1016", span, { what, hint: meaning?.hint }, { fixes });
  }
  const fixes = meaning?.text === undefined ? [] : replace(span, meaning.text);
  return diagnose("AP1016", span, { what, hint: meaning?.hint }, { fixes });
}

/** A character as a message names it: what cannot be seen, by its number. */
function nameOf(text: string): string {
  const shown = text.length <= longest ? text : `${text.slice(0, longest)}…`;
  const visible = /^[!-~]+$/.test(shown) ? `\`${shown}\`` : undefined;
  const first = Array.from(text)[0] ?? "";
  if (visible !== undefined) return visible;
  return /^[\p{L}\p{N}\p{P}\p{S}]/u.test(first)
    ? `\`${first}\` (${codePoint(first)})`
    : `the character ${codePoint(first)}`;
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}

function replace(span: Span, newText: string, title?: string): readonly Fix[] {
  const action = newText.trim() === "" ? "Remove it" : `Replace with \`${newText.trim()}\``;
  return [{ title: title ?? action, edits: [{ span, newText }] }];
}
