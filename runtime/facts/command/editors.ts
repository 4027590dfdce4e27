// sed and awk: their programs stand on the command line, and most are plainly without commands of the shell.

import { literalOf, type SimpleCommand, type Word } from "../../values/command.js";
import { optionTable, readOptions, valuesOf } from "./options.js";
import { isStandardInput } from "./shells.js";
import { NOTHING, runsFile, UNSEEN, type Unwrap, type Unwrapped } from "./unwrapped.js";

export const EDITORS: Readonly<Record<string, Unwrap>> = {
  awk: unwrapAwk,
  gawk: unwrapAwk,
  gsed: unwrapSed,
  mawk: unwrapAwk,
  nawk: unwrapAwk,
  sed: unwrapSed,
};

const SED = optionTable(
  "-nErsuz -e: -f: -i? -l: --quiet --silent --regexp-extended --separate --unbuffered --null-data " +
    "--expression: --file: --in-place? --line-length: --posix --sandbox --help --version",
);

/** A bracket expression that every sed takes for one, whether or not it knows brackets when it looks for the end. */
const bracket = (end: string) => String.raw`\[\^?(?!\])(?:(?!${end})[^[\]\n\\]|\\[^\]\n]|\[:[a-z]+:\])*\]`;
const regex = (end: string) => String.raw`(?:(?!${end})[^[\\\n]|\\.|${bracket(end)})*`;

const LINE = String.raw`(?:\d+(?:~\d+)?|\$|/${regex("/")}/I?)`;
const ADDRESS = String.raw`(?:${LINE}(?: ?, ?(?:[+~]?\d+|${LINE}))?)? ?!? ?`;
const SUBSTITUTE = String.raw`s([^\\\n\w\s])${regex(String.raw`\1`)}\1(?:(?!\1)[^\\\n]|\\[\s\S])*\1[gpiI0-9mM]*`;

/** One command of those that only edit. */
const EDIT = new RegExp(String.raw`${ADDRESS}(?:(?:${SUBSTITUTE}|[pdDPqQ=nNgGhHxlFz])(?=[\s;}]|$)|\{)`, "uy");

/** What parts two commands. */
const BETWEEN = /[\s;{}]*/uy;

/** A sed program may run commands by `e`, or by that flag of `s`: seen are programs of plain edits. */
function unwrapSed({ words }: SimpleCommand): Unwrapped {
  const programs = programsOf(words);
  return programs?.texts.every(isPlainEdit) === true ? readsFiles(programs.files) : UNSEEN;
}

/** A program in a file is run as the file of an interpreter is. */
function readsFiles(files: readonly Word[]): Unwrapped {
  const [file, another] = files;
  if (file === undefined) return NOTHING;
  return another !== undefined || isUnseenFile(file) ? UNSEEN : runsFile(file);
}

interface SedPrograms {
  readonly texts: readonly Word[];
  readonly files: readonly Word[];
}

/** Those given by `-e`, else the first operand, after which options may follow. Undefined where they cannot be told. */
function programsOf(words: readonly Word[]): SedPrograms | undefined {
  const operands: Word[] = [];
  const given: Word[] = [];
  const files: Word[] = [];
  for (let next = 1; next < words.length;) {
    const read = readOptions(words, next, SED);
    if (read === undefined) return undefined;
    given.push(...valuesOf(read, "-e", "--expression"));
    files.push(...valuesOf(read, "-f", "--file"));
    operands.push(...words.slice(read.next, read.next + 1));
    next = read.next + 1;
  }
  return { texts: given.length + files.length > 0 ? given : operands.slice(0, 1), files };
}

function isUnseenFile(file: Word): boolean {
  return isStandardInput(file) || (file.pieces[0] === "" && file.pieces.length > 1);
}

function isPlainEdit(program: Word): boolean {
  const text = literalOf(program);
  if (text === undefined) return false;
  for (let place = endOf(BETWEEN, text, 0) ?? 0; place < text.length;) {
    const end = endOf(EDIT, text, place);
    if (end === undefined) return false;
    place = endOf(BETWEEN, text, end) ?? end;
  }
  return true;
}

/** Where a match of the expression that begins at `place` ends. */
function endOf(sticky: RegExp, text: string, place: number): number | undefined {
  const expression = new RegExp(sticky);
  expression.lastIndex = place;
  return expression.test(text) ? expression.lastIndex : undefined;
}

const AWK = optionTable(
  "-F: -v: -f: --field-separator: --assign: --file: --version --posix --traditional --csv -h -V",
);

/** An awk program runs commands by `system`, by a pipe, or through functions that gawk calls by name. */
function unwrapAwk({ words }: SimpleCommand): Unwrapped {
  const read = readOptions(words, 1, AWK);
  if (read === undefined) return UNSEEN;
  const files = valuesOf(read, "-f", "--file");
  if (files.length > 0) return readsFiles(files);
  const program = words[read.next];
  if (program === undefined) return read.given.length > 0 ? NOTHING : UNSEEN;
  const text = literalOf(program);
  return text === undefined || /system|[@`]|(?<!\|)\|(?!\|)|\|&/u.test(text) ? UNSEEN : NOTHING;
}
