// Reads a program's options as getopt does, to find where its operands begin.

import { literalOf, type Word } from "../../values/command.js";

/** Options of one program: each by its name, and whether a value follows it. */
export type OptionTable = ReadonlyMap<string, "flag" | "valued" | "optional">;

export interface ReadOptions {
  /** Index of the first operand. */
  readonly next: number;
  readonly given: readonly GivenOption[];
}

export interface GivenOption {
  /** As the table writes it: `-u`, `--user`. */
  readonly name: string;
  /** A flag has none. */
  readonly value: Word | undefined;
}

export function hasOption({ given }: ReadOptions, ...names: readonly string[]): boolean {
  return given.some(({ name }) => names.includes(name));
}

/** The values that options of these names have, in their order. */
export function valuesOf({ given }: ReadOptions, ...names: readonly string[]): readonly Word[] {
  return given.flatMap(({ name, value }) => (value !== undefined && names.includes(name) ? [value] : []));
}

/**
 * Reads a list of options: `-abc` are flags, `-u:` takes a value, `-i?` an attached one only, `-#` is any number;
 * long ones alike, and a flag of theirs may have a value after `=`.
 */
export function optionTable(list: string): OptionTable {
  const table = new Map<string, "flag" | "valued" | "optional">();
  for (const item of list.split(" ").filter((each) => each !== "")) {
    const kind = item.endsWith(":") ? "valued" : item.endsWith("?") ? "optional" : "flag";
    const name = kind === "flag" ? item : item.slice(0, -1);
    if (name.startsWith("--")) table.set(name, kind);
    else for (const letter of name.slice(1)) table.set(`-${letter}`, kind);
  }
  return table;
}

/**
 * Reads the options that begin at `start`, up to the first operand or past `--`. Undefined where that place cannot be
 * told: an option that the table lacks, a word that may become one, a value that may become several words.
 */
export function readOptions(
  words: readonly Word[],
  start: number,
  table: OptionTable,
): ReadOptions | undefined {
  const given: GivenOption[] = [];
  let next = start;
  for (let word = words[next]; word !== undefined; word = words[next]) {
    if (literalOf(word) === "--") return { next: next + 1, given };
    const [first = ""] = word.pieces;
    if (word.fields === "many" || (first === "" && word.pieces.length > 1)) return undefined;
    if (!first.startsWith("-") || literalOf(word) === "-") return { next, given };
    const read = readOption(word, words[next + 1], table);
    if (read === undefined) return undefined;
    given.push(...read.given);
    next += read.width;
  }
  return { next, given };
}

interface ReadOption {
  readonly given: readonly GivenOption[];
  /** How many words it takes. */
  readonly width: number;
}

function readOption(word: Word, following: Word | undefined, table: OptionTable): ReadOption | undefined {
  const [first = ""] = word.pieces;
  return first.startsWith("--") ? readLong(word, following, table) : readCluster(word, following, table);
}

function readLong(word: Word, following: Word | undefined, table: OptionTable): ReadOption | undefined {
  const [first = "", ...others] = word.pieces;
  const [name = ""] = first.split("=", 1);
  const kind = table.get(name);
  if (kind === undefined) return undefined;
  if (name !== first) return oneWord(name, attached(first.slice(name.length + 1), others));
  if (others.length > 0) return undefined;
  return kind === "valued" ? withValue(name, following) : oneWord(name, undefined);
}

function readCluster(word: Word, following: Word | undefined, table: OptionTable): ReadOption | undefined {
  const [first = "", ...others] = word.pieces;
  if (table.has("-#") && others.length === 0 && /^-\d+$/u.test(first)) return oneWord("-#", undefined);
  const given: GivenOption[] = [];
  for (let index = 1; index < first.length; index += 1) {
    const name = `-${first.charAt(index)}`;
    const kind = table.get(name);
    if (kind === undefined) return undefined;
    if (kind !== "flag") {
      const rest = first.slice(index + 1);
      const read = readValue(name, kind, rest, others, following);
      return read && { given: [...given, ...read.given], width: read.width };
    }
    given.push({ name, value: undefined });
  }
  return others.length > 0 ? undefined : { given, width: 1 };
}

function readValue(
  name: string,
  kind: "valued" | "optional",
  rest: string,
  others: readonly string[],
  following: Word | undefined,
): ReadOption | undefined {
  if (rest !== "" || others.length > 0) return oneWord(name, attached(rest, others));
  return kind === "optional" ? oneWord(name, undefined) : withValue(name, following);
}

function withValue(name: string, value: Word | undefined): ReadOption | undefined {
  return value?.fields === "one" ? { given: [{ name, value }], width: 2 } : undefined;
}

function oneWord(name: string, value: Word | undefined): ReadOption {
  return { given: [{ name, value }], width: 1 };
}

function attached(first: string, others: readonly string[]): Word {
  const pieces = [first, ...others];
  return { text: pieces.join(""), pieces, fields: "one" };
}

/** May the word be the option (`-x`, `--long`, `-long`): in a cluster, abbreviated, with a value, or not seen at all? */
export function mayHold(word: Word, option: string): boolean {
  const [first = "", ...others] = word.pieces;
  if (first === "" || first === "-") return others.length > 0;
  if (!first.startsWith("-")) return false;
  if (option.startsWith("--")) {
    const [name = ""] = first.split("=", 1);
    return name.length > 2 && (option.startsWith(name) || (others.length > 0 && name.startsWith(option)));
  }
  if (option.length > 2) return first.replace(/^--/u, "-").startsWith(option);
  return !first.startsWith("--") && first.includes(option.charAt(1), 1);
}
