// Shells, and what hands them a text to read.

import { literalOf, type Redirect, type SimpleCommand, type Word } from "../../values/command.js";
import { changesReading } from "./builtins.js";
import { hasOption, type OptionTable, optionTable, readOptions, valuesOf } from "./options.js";
import {
  NOTHING,
  runsFile,
  runsScript,
  runsWords,
  UNSEEN,
  type Unwrap,
  type Unwrapped,
} from "./unwrapped.js";

export const SHELLS: Readonly<Record<string, Unwrap>> = {
  ash: unwrapShell,
  bash: unwrapShell,
  dash: unwrapShell,
  rbash: unwrapShell,
  sh: unwrapShell,
  // Their languages are others, though near enough to show what a text runs besides.
  hush: notWhollySeen(unwrapShell),
  ksh: notWhollySeen(unwrapShell),
  lksh: notWhollySeen(unwrapShell),
  mksh: notWhollySeen(unwrapShell),
  oksh: notWhollySeen(unwrapShell),
  osh: notWhollySeen(unwrapShell),
  pdksh: notWhollySeen(unwrapShell),
  posh: notWhollySeen(unwrapShell),
  rksh: notWhollySeen(unwrapShell),
  rzsh: notWhollySeen(unwrapShell),
  yash: notWhollySeen(unwrapShell),
  zsh: notWhollySeen(unwrapShell),
  su: unwrapSu,
  trap: unwrapTrap,
  watch: unwrapWatch,
};

/** A script on a command line is seen; a file is named, as a program is; a standard input is seen in the text alone. */
function unwrapShell({ words, redirects }: SimpleCommand): Unwrapped {
  const options = readShellOptions(words);
  if (options === undefined) return UNSEEN;
  if (options.informs) return NOTHING;
  const operand = words[options.next];
  // With `-s` besides, dash goes on to read its standard input.
  if (options.command) return { ...scriptOf(operand), ...(options.stdin ? { seen: false } : {}) };
  if (operand === undefined || options.stdin || isStandardInput(operand)) return inputOf(redirects);
  return fileOf(operand);
}

/**
 * The last here-document or here-string on the command itself. A command in it may take lines of it away before the
 * shell reads them, and so change what the others mean: only a single line is wholly seen.
 */
function inputOf(redirects: readonly Redirect[]): Unwrapped {
  const last = redirects.findLast(
    ({ operator, descriptor = 0 }) => operator.startsWith("<") && descriptor === 0,
  );
  if (last?.operator.startsWith("<<") !== true) return UNSEEN;
  const script = scriptOf(last.target);
  return { ...script, seen: script.seen && !/\n./u.test(last.target.text) };
}

interface ShellOptions {
  readonly next: number;
  readonly command: boolean;
  readonly stdin: boolean;
  readonly informs: boolean;
}

const INFORMS = new Set(["--help", "--version"]);
const LONG = new Set([
  "--login",
  "--noediting",
  "--noprofile",
  "--norc",
  "--posix",
  "--restricted",
  "--verbose",
]);

/** Unlike getopt's, a cluster may hold several options with values, `+` unsets, and `-` ends the options. */
function readShellOptions(words: readonly Word[]): ShellOptions | undefined {
  const seen = { command: false, stdin: false, informs: false };
  let next = 1;
  for (let word = words[next]; word !== undefined; word = words[next]) {
    const text = literalOf(word);
    if (text === undefined) return isOperand(word) ? { ...seen, next } : undefined;
    if (text === "--" || text === "-") return { ...seen, next: next + 1 };
    if (!/^[-+]/u.test(text)) return { ...seen, next };
    if (!isShellOption(text)) return undefined;
    seen.informs ||= INFORMS.has(text);
    const letters = text.startsWith("--") ? "" : text;
    seen.command ||= letters.includes("c");
    seen.stdin ||= letters.includes("s");
    const settings = words.slice(next + 1, next + 1 + (letters.match(/o/giu)?.length ?? 0));
    if (settings.some((setting) => setting.fields === "many" || changesReading(setting))) return undefined;
    next += 1 + settings.length;
  }
  return { ...seen, next };
}

/** Without `-k` and `-H`, which change how words are read. */
function isShellOption(text: string): boolean {
  return (
    LONG.has(text) || INFORMS.has(text) || /^(?:-[A-GI-Za-jl-z]+|\+[abefhklmnopuvxBCEHOPT]+)$/u.test(text)
  );
}

/** Is it surely no option, though a part of it is not seen? */
function isOperand(word: Word): boolean {
  return word.fields === "one" && /^[^-+]/u.test(word.pieces[0] ?? "");
}

function scriptOf(word: Word | undefined): Unwrapped {
  const script = word && literalOf(word);
  return script === undefined ? UNSEEN : runsScript(script);
}

/** Is it a name of the standard input, or of something that only this process sees? */
export function isStandardInput(word: Word): boolean {
  const text = word.pieces[0] ?? "";
  return literalOf(word) === "-" || /^\/+(?:dev|proc)\//u.test(text);
}

export function fileOf(word: Word): Unwrapped {
  return word.fields === "one" && word.pieces[0] !== "" ? runsFile(word) : UNSEEN;
}

function notWhollySeen(unwrap: Unwrap): Unwrap {
  return (command) => ({ ...unwrap(command), seen: false });
}

const SU = optionTable(
  "-flmpP -c: -g: -G: -w: --command: --group: --supp-group: --login --preserve-environment --pty",
);

/** `su - ann -c 'rm x'`: options stand anywhere, and only a text given by `-c` is seen. */
function unwrapSu({ words }: SimpleCommand): Unwrapped {
  let script: Word | undefined;
  let operands = 0;
  for (let next = 1; next < words.length;) {
    const read = readOptions(words, next, SU);
    if (read === undefined) return UNSEEN;
    script = valuesOf(read, "-c", "--command").at(-1) ?? script;
    const operand = words[read.next];
    if (operand !== undefined && literalOf(operand) !== "-") operands += 1;
    next = read.next + 1;
  }
  return operands > 1 ? UNSEEN : scriptOf(script);
}

/** `trap 'rm x' EXIT`: a text that the shell reads later. */
function unwrapTrap({ words }: SimpleCommand): Unwrapped {
  const read = readOptions(words, 1, optionTable("-lpP"));
  if (read === undefined) return UNSEEN;
  const action = words[read.next];
  return action === undefined || literalOf(action) === "-" ? NOTHING : scriptOf(action);
}

const WATCH: OptionTable = optionTable(
  "-bcCdegptvwx -n: -q: --beep --color --differences? --errexit --chgexit --equexit: --exec --interval: --no-title",
);

/** `watch rm x` hands its words, put together, to a shell; with `-x` it runs them. */
function unwrapWatch({ words }: SimpleCommand): Unwrapped {
  const read = readOptions(words, 1, WATCH);
  if (read === undefined) return UNSEEN;
  const rest = words.slice(read.next);
  if (hasOption(read, "-x", "--exec")) return rest.length > 0 ? runsWords(rest) : UNSEEN;
  const texts = rest.map(literalOf);
  return texts.includes(undefined) ? UNSEEN : runsScript(texts.join(" "));
}
