// An entry of `cmd runs only ["npm test", "git status ..."]` as plain data, its reader, and the words that fit it.

import { isOption } from "./command-option.js";
import { piecesFit, type View, wordFits } from "./command-glob.js";
import { literalOf, type Word } from "./command.js";

/** A whole command: its words in order, the program first and as it is written; `rest` lets more words follow. */
export interface ExactPattern {
  readonly text: string;
  readonly words: readonly string[];
  readonly rest: boolean;
}

export type ParsedExact =
  { readonly ok: true; readonly value: ExactPattern } | { readonly ok: false; readonly reason: string };

const MAX_LENGTH = 1000;

/** What a shell gives a meaning to, and a word of an entry could therefore never be taken to say. */
const SYNTAX = /["'\\`;<>()\n]|&&|(?<!\S)&(?!\S)/u;

/** Reads one entry. The reason of a refusal is a clause for a diagnostic: lower case, no full stop. */
export function parseExactPattern(text: string): ParsedExact {
  const normal = text.normalize("NFC");
  const words = normal.split(/\s+/u).filter((word) => word !== "");
  const rest = words.at(-1) === "...";
  const exact = rest ? words.slice(0, -1) : words;
  const refusal = refuse(normal, exact);
  return refusal === undefined
    ? { ok: true, value: { text: normal, words: exact, rest } }
    : { ok: false, reason: refusal };
}

function refuse(text: string, words: readonly string[]): string | undefined {
  const [program] = words;
  if (text.length > MAX_LENGTH) return `an entry has at most ${MAX_LENGTH} characters`;
  if (text.includes("|")) return "each command of a pipeline is one by itself: write an entry for each";
  const syntax = SYNTAX.exec(text)?.[0];
  if (syntax !== undefined)
    return `${syntax === "\n" ? "a line end" : `“${syntax}”`} means something to a shell; an entry is plain words`;
  if (program === undefined) return "an entry begins with a program";
  if (words.includes("...")) return "`...` stands at the end of an entry alone";
  if (/[*?]/u.test(program))
    return `an entry names its program as it is written, and “${program}” is a pattern`;
  if (/^[A-Za-z_]\w*=/u.test(program))
    return `an entry begins with a program, and “${program}” is an assignment: write \`with env\``;
  return undefined;
}

/** Are these all of the command's words? An unquoted expansion may be any number of words: `...` alone takes it. */
export function fitsExactly(
  words: readonly Word[],
  { words: wanted, rest }: ExactPattern,
  view: View,
): boolean {
  if (words.length < wanted.length || (words.length > wanted.length && !rest)) return false;
  return wanted.every((glob, place) => {
    const word = words[place];
    if (word?.fields !== "one") return false;
    return place === 0 ? piecesFit(glob, word.pieces, view) : fitsWord(glob, word, view);
  });
}

/** A wildcard at the head takes no option, and behind a slash none takes a word that climbs. */
function fitsWord(glob: string, word: Word, view: View): boolean {
  if (/^[*?]/u.test(glob) && mayBeOption(word, view)) return false;
  if (/[*?]/u.test(glob) && glob.includes("/") && mayClimb(word, view)) return false;
  if (word.tilde === true)
    return glob.startsWith("~") ? piecesFit(glob, word.pieces, view) : takesHome(glob, word, view);
  return !glob.startsWith("~") && wordFits(glob, word, view);
}

/** What is surely wanted to be none is doubted on the least sign. */
function mayBeOption(word: Word, view: View): boolean {
  return isOption(word, view === "sure" ? "possible" : "sure");
}

function mayClimb(word: Word, view: View): boolean {
  const text = literalOf(word);
  return text === undefined ? view === "sure" : text.split("/").includes("..");
}

/** `~/x` is some absolute path that ends so. */
function takesHome(glob: string, { pieces: [first = "", ...others] }: Word, view: View): boolean {
  return piecesFit(glob, ["/", first.replace(/^~[^/]*/u, ""), ...others], view);
}
