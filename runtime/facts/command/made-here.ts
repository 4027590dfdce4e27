// A file that a command itself writes, copies or links before it runs it is not what its name says.

import { baseName, programOf, type Pipe, type SimpleCommand, type Word } from "../../values/command.js";
import { writes } from "../../values/command-touch.js";
import { COMPILED, isCompiler, isMaker, makesUnnamed } from "./makers.js";
import { readsUnasked, takesFiles } from "./unasked.js";

/** A program or a script that is run. */
export interface Executed {
  /** Base name, or undefined where it is not seen. */
  readonly name: string | undefined;
  /** The directories of its path. */
  readonly directories: readonly string[];
  /** Is it named by a path, or as a script, rather than looked for among the programs? */
  readonly isPath: boolean;
  /** Indices of the command itself and of those that wrap it. */
  readonly within: readonly number[];
}

/** What was read of a command. */
export interface Commands {
  readonly simple: readonly SimpleCommand[];
  readonly pipes: readonly Pipe[];
  readonly executed: readonly Executed[];
  /** May commands run beside those after them? */
  readonly background: boolean;
}

/** A file that one of the commands names, and may make. */
interface Named {
  readonly command: number;
  readonly isPath: boolean;
  /** Does a redirect write it? */
  readonly isTarget: boolean;
  /** Does a program that makes files name it? */
  readonly isMade: boolean;
  /** Is it named without its ending: `x` by `gcc x.c`, `gunzip x.gz`? */
  readonly isStem: boolean;
}

/** The files that the commands name. */
interface NamedFiles {
  readonly byName: ReadonlyMap<string, readonly Named[]>;
  /** The commands that make files whose names are not seen. */
  readonly unseen: readonly number[];
}

/** These make no file from their operands. */
const READERS = new Set(
  "[ cat cd chmod command du echo file grep head ls printf pushd rm stat tail test type wc which".split(" "),
);

/** What a redirect may write without making a file. */
const NO_FILE = /^\/dev\/(?:null|stdout|stderr|tty)$/u;

/** Does one of the commands name the file of another, as one that makes it would? */
export function makesWhatItRuns(commands: Commands): boolean {
  const { simple, executed } = commands;
  const files = namedFiles(simple);
  return (
    executed.some((each) => isMadeHere(each, files)) ||
    entersWhatIsMade(commands, files) ||
    readsWhatIsMade(commands, files)
  );
}

function isMadeHere(
  { name, directories, isPath, within }: Executed,
  { byName, unseen }: NamedFiles,
): boolean {
  if (isPath && unseen.length > 0) return true;
  if (name === undefined) return [...byName.values()].flat().some(isOwn);
  if (directories.some((directory) => byName.get(directory)?.some(({ isMade }) => isMade))) return true;
  const named = byName.get(name) ?? [];
  return named.some((file) => {
    // A program without a path may be made only where programs are looked for, which takes a path.
    if (!isPath && (!file.isPath || file.isStem)) return false;
    return file.isTarget || !within.includes(file.command);
  });
}

function isOwn({ isTarget, isMade }: Named): boolean {
  return isTarget || isMade;
}

/** `mv x y; cd y; ./z` */
function entersWhatIsMade({ simple, executed }: Commands, { byName }: NamedFiles): boolean {
  if (!executed.some(({ isPath }) => isPath)) return false;
  const entered = simple.filter(({ words }) => /^(?:cd|chdir|pushd)$/u.test(programOf(words) ?? ""));
  return entered
    .flatMap(({ words }) => words.slice(1).flatMap((word) => (word.pieces.at(-1) ?? "").split("/")))
    .some((directory) => byName.get(directory)?.some(({ isMade }) => isMade));
}

/** `printf 'x:\n\trm y' > Makefile; make x` */
function readsWhatIsMade(commands: Commands, files: NamedFiles): boolean {
  const order = orderOf(commands);
  const makers = makersByProgram(files);
  return commands.simple.some((reader, index) => {
    const may = (maker: number): boolean => maker !== index && order(maker, index);
    const program = programOf(reader.words) ?? "";
    if (makers(program).some(may)) return true;
    if (reader.stranger !== true && !takesFiles(program)) return false;
    const paths = reader.words.slice(1).flatMap(pathsIn);
    return paths.some((path) =>
      files.byName.get(baseName(path))?.some((file) => isOwn(file) && may(file.command)),
    );
  });
}

/** By program, the commands that make what it reads without being told to. */
function makersByProgram({ byName, unseen }: NamedFiles): (program: string) => readonly number[] {
  const made = [...byName].flatMap(([name, files]) =>
    files.filter(isOwn).map(({ command }) => ({ name, command })),
  );
  const found = new Map<RegExp, readonly number[]>();
  return (program) => {
    const names = readsUnasked(program);
    if (names === undefined) return [];
    const known = found.get(names) ?? [
      ...new Set(made.filter(({ name }) => names.test(name)).map(({ command }) => command)),
    ];
    found.set(names, known);
    // What git takes from elsewhere holds no settings of its own.
    return program === "git" ? known : [...unseen, ...known];
  };
}

/** May one command have done something before another one ends? */
function orderOf({ simple, pipes, background }: Commands): (first: number, then: number) => boolean {
  const joined = new Set(pipes.flatMap(([from, to]) => [`${from} ${to}`, `${to} ${from}`]));
  const again = simple.map(({ repeated }) => repeated === true);
  return (first, then) =>
    first < then ||
    background ||
    again[first] === true ||
    again[then] === true ||
    joined.has(`${first} ${then}`);
}

function namedFiles(commands: readonly SimpleCommand[]): NamedFiles {
  const files = new Map<string, Named[]>();
  const unseen: number[] = [];
  const put = (name: string, named: Named) => {
    const others = files.get(name);
    if (others === undefined) files.set(name, [named]);
    else others.push(named);
  };
  const add = (word: Word, command: number, isTarget: boolean, isMade: boolean) => {
    const paths = pathsIn(word).map((path) => path.replace(/\/+$/u, "").replace(/^(?:\.\/+)+/u, ""));
    if (paths.length === 0 && (isTarget || isMade)) unseen.push(command);
    for (const path of paths) {
      const named = { command, isPath: path.includes("/"), isTarget, isMade, isStem: false };
      const name = baseName(path);
      put(name, named);
      if (isOfGit(path)) put(".git/", named);
      const stem = name.replace(/\.[^.]*$/u, "");
      if (stem !== name) put(stem, { ...named, isStem: true });
    }
  };
  for (const [index, command] of commands.entries()) {
    if (makesUnnamed(command)) unseen.push(index);
    if (isCompiler(command))
      put(COMPILED, { command: index, isPath: true, isTarget: true, isMade: true, isStem: false });
    const operands = READERS.has(programOf(command.words) ?? "") ? [] : command.words.slice(1);
    for (const word of operands) add(word, index, false, isMaker(command));
    for (const redirect of command.redirects)
      if (writes(redirect) && !NO_FILE.test(redirect.target.pieces[0] ?? ""))
        add(redirect.target, index, true, false);
  }
  return { byName: files, unseen };
}

const HOOKS = new Set(
  (
    "applypatch-msg pre-applypatch post-applypatch pre-commit pre-merge-commit prepare-commit-msg commit-msg " +
    "post-commit pre-rebase post-checkout post-merge pre-push pre-receive update proc-receive post-receive post-update " +
    "reference-transaction push-to-checkout pre-auto-gc post-rewrite sendemail-validate fsmonitor-watchman " +
    "post-index-change"
  ).split(" "),
);

/** May git take it for a setting or a hook, from wherever a `cd` led? */
function isOfGit(path: string): boolean {
  return /(?:^|\/)\.?git\/|^config$/u.test(path) || HOOKS.has(baseName(path));
}

/** The word, what follows `=` or `:` in it, and the value that a short option may hold: `x`, `of=x`, `h:x`, `-ox`. */
function pathsIn(word: Word): readonly string[] {
  const end = word.pieces.at(-1) ?? "";
  const value = end.slice(Math.max(end.lastIndexOf("="), end.lastIndexOf(":")) + 1);
  if (word.pieces.length > 1 && value === end && !end.includes("/")) return [];
  return end.startsWith("-") ? [value, end.slice(2)] : [value];
}
