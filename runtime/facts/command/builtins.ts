// Builtins that evaluate their words once more: bash reads `a[$(rm x)]` as an array's element, and runs rm for its index.

import { literalOf, type SimpleCommand, type Word } from "../../values/command.js";
import { changesPrograms } from "../../values/command-environment.js";
import { NOTHING, UNSEEN, type Unwrap, type Unwrapped } from "./unwrapped.js";

export const BUILTINS: Readonly<Record<string, Unwrap>> = {
  "[": unwrapTest,
  declare: unwrapDeclaration,
  export: unwrapNames,
  getopts: unwrapNames,
  local: unwrapDeclaration,
  mapfile: unwrapDeclaration,
  printf: unwrapPrintf,
  read: unwrapNames,
  readarray: unwrapDeclaration,
  readonly: unwrapDeclaration,
  set: unwrapSettings,
  shopt: unwrapSettings,
  test: unwrapTest,
  typeset: unwrapDeclaration,
  unset: unwrapNames,
  wait: unwrapNames,
};

/** Each word may name a variable. */
function unwrapNames({ words }: SimpleCommand): Unwrapped {
  return words.slice(1).every(isPlainName) ? NOTHING : UNSEEN;
}

function isPlainName(word: Word): boolean {
  const [first = "", ...others] = word.pieces;
  const [name = ""] = first.split("=", 1);
  if (name === first && others.length > 0 && !/^[^\w]|\s/u.test(first)) return false;
  return word.fields === "one" && !isSubscript(first) && !changesPrograms(name.replace(/\+$/u, ""));
}

/** `a[…`, as far as the word is seen. */
function isSubscript(text: string): boolean {
  return /^\w+\[/u.test(text) && !/^\w+\[(?:\d+|@|\*)\]/u.test(text);
}

/** Their options make references (`-n`), integers whose values are evaluated (`-i`), and callbacks (`-C`). */
function unwrapDeclaration(command: SimpleCommand): Unwrapped {
  const options = command.words.slice(1).filter((word) => /^[-+]/u.test(word.pieces[0] ?? ""));
  const evaluates = options.some((word) => word.pieces.length > 1 || /[niC]/u.test(word.pieces[0] ?? ""));
  return evaluates || command.words.some(isArrayText) ? UNSEEN : unwrapNames(command);
}

/** `declare -a 'x=([$(rm y)]=1)'`: quoted as it is, the value is read as an array's elements. */
function isArrayText({ pieces: [first = ""] }: Word): boolean {
  return /^\w+\+?=\(/u.test(first);
}

/** `printf -v NAME`; a format that is wholly unseen may be this option. */
function unwrapPrintf({ words }: SimpleCommand): Unwrapped {
  const format = words[1];
  if (format === undefined) return NOTHING;
  const [first = "", ...others] = format.pieces;
  const hidden = format.fields === "many" || (first === "" && others.length > 0);
  if (!hidden && !first.startsWith("-v")) return NOTHING;
  const name = first === "-v" && others.length === 0 ? words[2] : undefined;
  const text = name && literalOf(name);
  return text !== undefined && /^\w+$/u.test(text) && !changesPrograms(text) ? NOTHING : UNSEEN;
}

/** `test -v NAME`. Words that an expansion may split can hold it. */
function unwrapTest({ words }: SimpleCommand): Unwrapped {
  const operands = words.slice(1);
  if (operands.some((word) => word.fields === "many" && word.pieces[0] === "")) return UNSEEN;
  const asked =
    operands[operands.findIndex((word) => literalOf(word) === "-v" || literalOf(word) === "-R") + 1];
  const named = operands.some((word) => literalOf(word) === "-v" || literalOf(word) === "-R");
  if (named) return asked !== undefined && /^\w*$/u.test(literalOf(asked) ?? "[") ? NOTHING : UNSEEN;
  // A first operand that is not seen may be `-v` where a single one follows.
  const unary = operands.filter((word) => literalOf(word) !== "]" && literalOf(word) !== "!");
  return unary.length === 2 && unary[0]?.pieces.length !== 1 ? UNSEEN : NOTHING;
}

/** Settings by which a shell takes words for assignments (`-k`), or earlier lines into later ones (`-H`). */
const CHANGES_READING = /^[-+]\w*[kH]|^(?:keyword|history|histexpand)$/u;

/** May the word be an option of a shell's that changes how what follows is read? */
export function changesReading(word: Word): boolean {
  const text = literalOf(word);
  return text === undefined ? /^(?:[-+].*)?$/u.test(word.pieces[0] ?? "") : CHANGES_READING.test(text);
}

function unwrapSettings({ words }: SimpleCommand): Unwrapped {
  const end = words.findIndex((word) => /^--?$/u.test(literalOf(word) ?? ""));
  return words.slice(1, end < 0 ? undefined : end).some(changesReading) ? UNSEEN : NOTHING;
}
