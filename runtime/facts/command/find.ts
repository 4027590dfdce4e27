// find: the commands among its expressions.

import { literalOf, type SimpleCommand, type Word } from "../../values/command.js";
import { NOTHING, UNSEEN, type Unwrap, type Unwrapped } from "./unwrapped.js";
import { openAt } from "./words.js";

export const FIND: Readonly<Record<string, Unwrap>> = { find: unwrapFind };

const EXEC = new Set(["-exec", "-execdir", "-ok", "-okdir"]);

/** The words from `-exec` on, up to `;` or to `+` after `{}`. */
interface Part {
  readonly begins: string;
  readonly ends: ";" | "+";
  readonly words: readonly Word[];
}

/** `find src -exec rm {} \;`: each such part is a command, in which `{}` is a path below where the search began. */
function unwrapFind({ words }: SimpleCommand): Unwrapped {
  if (words.some((word) => word.fields === "many" && /^-?$/u.test(word.pieces[0] ?? ""))) return UNSEEN;
  const parts = partsOf(words);
  if (parts === undefined || parts.some(isEndless)) return UNSEEN;
  const root = rootOf(words);
  const commands = parts.map((part) => commandOf(part, part.begins.endsWith("dir") ? "./" : root));
  return { ...NOTHING, commands: commands.filter((each) => each.length > 0) };
}

/** Undefined where one begins before another ends, or ends without a beginning: what stands between is not seen. */
function partsOf(words: readonly Word[]): readonly Part[] | undefined {
  const parts: Part[] = [];
  let open: { readonly begins: string; readonly words: Word[] } | undefined;
  for (const word of words.slice(1)) {
    const text = literalOf(word) ?? "";
    const ends = text === ";" || (text === "+" && isPlaceholder(open?.words.at(-1)));
    if (open === undefined ? ends : EXEC.has(text)) return undefined;
    if (EXEC.has(text)) open = { begins: text, words: [] };
    else if (!ends) open?.words.push(word);
    else if (open !== undefined) {
      parts.push({ ...open, ends: text === "+" ? "+" : ";" });
      open = undefined;
    }
  }
  return open === undefined ? parts : undefined;
}

function commandOf({ ends, words }: Part, beginning: string): readonly Word[] {
  return words.map((word) => openAt(word, "{}", beginning, ends === "+" ? "many" : "one"));
}

function isPlaceholder(word: Word | undefined): boolean {
  return word !== undefined && literalOf(word) === "{}";
}

/** Two words of which nothing is seen may be an ending and another beginning. */
function isEndless({ words }: Part): boolean {
  return words.filter(({ pieces }) => pieces.length > 1 && pieces.every((piece) => piece === "")).length > 1;
}

/** What every path that is found begins with, as far as all the places searched have it in common. */
function rootOf(words: readonly Word[]): string {
  const texts = words.slice(1).map((word) => word.pieces[0] ?? "");
  const end = texts.findIndex((text) => /^(?:-(?![HLP]$)|[(!,]$)/u.test(text));
  const roots = texts.slice(0, end < 0 ? undefined : end).filter((text) => !/^-[HLP]$/u.test(text));
  if (roots.length > 0) return roots.reduce(commonPrefix);
  // Options by which the places are named otherwise.
  return texts.some((text) => /^-(?:[fDO]|files0-from)/u.test(text)) ? "" : ".";
}

function commonPrefix(left: string, right: string): string {
  let length = 0;
  while (length < left.length && left[length] === right[length]) length += 1;
  return left.slice(0, length);
}
