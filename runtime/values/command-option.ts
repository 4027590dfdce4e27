// Options of an entry, wherever they stand among a command's words: in clusters, with values, abbreviated.

import type { PatternWord } from "./command-pattern.js";
import { literalOf, type Word } from "./command.js";
import { piecesFit, type View, wordFits } from "./command-glob.js";

export type OptionPattern = Extract<PatternWord, { kind: "short" | "long" | "option" }>;

/** Is it an option by its form: a dash and more? */
export function isOption(word: Word, view: View): boolean {
  const [first = "", ...others] = word.pieces;
  if (first.startsWith("-") && first.length > 1) return true;
  return view === "possible" && others.length > 0 && "-".startsWith(first);
}

/** Do the words, which follow the program, hold the option? */
export function hasOption(words: readonly Word[], option: OptionPattern, view: View): boolean {
  if (option.kind !== "short") return hasWord(words, option, view);
  if (reach(words, view).some((word) => literalOf(word) === option.text)) return true;
  return (
    option.letters.every((letter) => hasLetter(words, letter, view)) || hasDoubled(words, option.text, view)
  );
}

/** Do the words hold the option with this value: attached, after `=`, or as the next word? */
export function hasOptionValue(
  words: readonly Word[],
  option: OptionPattern,
  glob: string,
  view: View,
): boolean {
  return reach(words, view).some((word, index) => {
    const attached = attachedTo(option, word, view);
    if (attached === undefined) return false;
    if (attached.some((value) => piecesFit(glob, value, view))) return true;
    const next = words[index + 1];
    return next !== undefined && (next.fields === "one" || view === "possible") && wordFits(glob, next, view);
  });
}

/**
 * After `--` nothing is surely an option; programs that hand their words on make it one again. What is not seen is not
 * taken for `--`.
 */
function reach(words: readonly Word[], view: View): readonly Word[] {
  const end = words.findIndex((word) => literalOf(word) === "--");
  return view === "sure" && end >= 0 ? words.slice(0, end) : words;
}

function hasLetter(words: readonly Word[], letter: string, view: View): boolean {
  return reach(words, view).some((word) => holdsLetter(word, letter, view));
}

function hasWord(words: readonly Word[], option: OptionPattern, view: View): boolean {
  if (option.kind === "long" && option.value !== undefined)
    return hasOptionValue(words, { kind: "long", name: option.name }, option.value, view);
  return reach(words, view).some((word) => attachedTo(option, word, view) !== undefined);
}

/** `--rf` for `-rf`: some programs take options with one dash or two alike. */
function hasDoubled(words: readonly Word[], text: string, view: View): boolean {
  const doubled = words.filter((word) => word.pieces[0]?.startsWith("--"));
  return view === "possible" && hasWord(doubled, { kind: "long", name: text.slice(1) }, view);
}

/** The values that a word may attach to the option, or undefined where it does not hold the option. */
function attachedTo(
  option: OptionPattern,
  word: Word,
  view: View,
): readonly (readonly string[])[] | undefined {
  if (!isOption(word, view)) return undefined;
  if (option.kind === "option") return likeOption(option.glob, word, view) ? [] : undefined;
  if (option.kind === "long") return attachedToLong(option.name, word, view);
  const last = option.letters.at(-1) ?? "";
  return holdsLetter(word, last, view) ? valuesAfter(last, word, view) : undefined;
}

function likeOption(glob: string, word: Word, view: View): boolean {
  const [name = ""] = (word.pieces[0] ?? "").split("=", 1);
  return wordFits(glob, word, view) || (name !== word.pieces[0] && piecesFit(glob, [name], view));
}

/**
 * `-r` stands in `-fr`. Past the first character that is no letter or digit a cluster has surely turned into a value
 * (`-es/r/x/`), where the letter may be one of the value's.
 */
function holdsLetter(word: Word, letter: string, view: View): boolean {
  const [first = "", ...others] = word.pieces;
  if (view === "possible")
    return (
      isOption(word, view) && !first.startsWith("--") && (others.length > 0 || first.includes(letter, 1))
    );
  const cluster = /^-[0-9A-Za-z]+/u.exec(first)?.[0] ?? "";
  return cluster.includes(letter, 1);
}

function valuesAfter(letter: string, word: Word, view: View): readonly (readonly string[])[] {
  const [first = "", ...others] = word.pieces;
  if (view === "possible" && others.length > 0) return [["", ""]];
  const value = first.slice(first.indexOf(letter, 1) + 1);
  return value === "" && others.length === 0
    ? []
    : [
        [value, ...others],
        [value.replace(/^=/u, ""), ...others],
      ];
}

/**
 * Surely two dashes, and a name that begins the option's: its abbreviations. Possibly one dash, as some programs take
 * their long options; a single letter after one is never a long option.
 */
function attachedToLong(name: string, word: Word, view: View): readonly (readonly string[])[] | undefined {
  const [first = "", ...others] = word.pieces;
  const dashes = /^-{0,2}/u.exec(first)?.[0].length ?? 0;
  const [known = ""] = first.slice(dashes).split("=", 1);
  const hasValue = first.slice(dashes) !== known;
  if (hasValue || others.length === 0) {
    const long = dashes === 2 ? known !== "" : view === "possible" && known.length > 1;
    if (!long || !name.startsWith(known)) return undefined;
    return hasValue ? [[first.slice(dashes + known.length + 1), ...others]] : [];
  }
  const compatible = name.startsWith(known) || known.startsWith(name);
  return view === "possible" && compatible ? [["", ""]] : undefined;
}
