// A file that a command itself writes, copies or links before it runs it is not what its name says.

import { baseName, programOf, type SimpleCommand, type Word } from "../../values/command.js";

/** A program or a script that is run. */
export interface Executed {
  /** Base name. */
  readonly name: string;
  /** Is it named by a path, or as a script, rather than looked for among the programs? */
  readonly isPath: boolean;
  /** Indices of the command itself and of those that wrap it. */
  readonly within: readonly number[];
}

/** A file that one of the commands names, and may make. */
interface Named {
  readonly command: number;
  readonly isPath: boolean;
  readonly isTarget: boolean;
  /** Is it named without its ending: `x` by `gcc x.c`, `gunzip x.gz`? */
  readonly isStem: boolean;
}

/** The files that the commands name. */
interface NamedFiles {
  readonly byName: ReadonlyMap<string, readonly Named[]>;
  /** Is a file made whose name is not seen? */
  readonly unseen: boolean;
}

const MAKERS = new Set("cp curl dd install ln mv rename rsync scp tee wget".split(" "));

/** These make files whose names stand in other files. */
const UNPACKERS = new Set("7z 7za cpio jar rar unar unrar unsquashfs unzip uudecode".split(" "));

/** Program → options by which it makes files whose names are not among its words. */
const NAMED_ELSEWHERE: Readonly<Record<string, RegExp>> = {
  bsdtar: /^-?[A-Za-z]*x|^--(?:ex?t|get)/u,
  curl: /^-[A-Za-z]*[JK]|^--(?:remote-h|config)/u,
  tar: /^-?[A-Za-z]*x|^--(?:ex?t|get)/u,
  wget: /^-[A-Za-z]*[imr]|^--(?:content-d|input|mirror|recursive)/u,
};

/** A file of theirs has this name where their words give no other. */
const COMPILED = "a.out";
const COMPILER = /^(?:.*-)?(?:as|c89|c99|cc|clang|c\+\+|clang\+\+|g\+\+|gcc|gfortran|ld|nasm|tcc)(?:-\d+)?$/u;

/** Program → files that it reads commands from, without a word that names them. */
const IMPLICIT: Readonly<Record<string, readonly string[]>> = {
  bun: ["package.json"],
  cargo: ["build.rs", "Cargo.toml", "config.toml"],
  git: [".git/", ".gitconfig", ".gitattributes", ".gitmodules"],
  gmake: ["Makefile", "makefile", "GNUmakefile"],
  just: ["justfile", "Justfile", ".justfile"],
  make: ["Makefile", "makefile", "GNUmakefile"],
  npm: ["package.json", ".npmrc"],
  npx: ["package.json", ".npmrc"],
  pip: ["setup.py", "pyproject.toml"],
  pip3: ["setup.py", "pyproject.toml"],
  pnpm: ["package.json", ".npmrc"],
  pytest: ["conftest.py"],
  yarn: ["package.json", ".yarnrc", ".yarnrc.yml"],
};

/** These make no file from their operands. */
const READERS = new Set(
  "[ cat cd chmod command du echo file grep head ls printf pushd rm stat tail test type wc which".split(" "),
);

/** Does one of the commands name the file of another, as one that makes it would? */
export function makesWhatItRuns(commands: readonly SimpleCommand[], executed: readonly Executed[]): boolean {
  const { byName, unseen } = namedFiles(commands);
  if (unseen && executed.some(({ isPath }) => isPath)) return true;
  if (readsWhatIsMade(commands, byName)) return true;
  return executed.some(({ name, isPath, within }) =>
    byName.get(name)?.some((file) => {
      // A program without a path may be made only where programs are looked for, which takes a path.
      if (!isPath && (!file.isPath || file.isStem)) return false;
      return file.isTarget || !within.includes(file.command);
    }),
  );
}

/** `printf 'x:\n\trm y' > Makefile; make x` */
function readsWhatIsMade(commands: readonly SimpleCommand[], byName: NamedFiles["byName"]): boolean {
  const programs = new Set(commands.map(({ words }) => programOf(words) ?? ""));
  const read = [...programs].flatMap((program) =>
    Object.hasOwn(IMPLICIT, program) ? (IMPLICIT[program] ?? []) : [],
  );
  return read.some((name) =>
    byName.get(name)?.some(({ command, isTarget }) => isTarget || isMaker(commands[command])),
  );
}

function isMaker(command: SimpleCommand | undefined): boolean {
  return MAKERS.has(programOf(command?.words ?? []) ?? "");
}

/** `tar xf a.tar`, `wget -i list` */
function makesUnnamed(program: string, words: readonly Word[]): boolean {
  const options = Object.hasOwn(NAMED_ELSEWHERE, program) ? NAMED_ELSEWHERE[program] : undefined;
  return (
    UNPACKERS.has(program) || words.slice(1).some(({ pieces: [first = ""] }) => options?.test(first) === true)
  );
}

function namedFiles(commands: readonly SimpleCommand[]): NamedFiles {
  const files = new Map<string, Named[]>();
  let unseen = false;
  const put = (name: string, named: Named) => {
    const others = files.get(name);
    if (others === undefined) files.set(name, [named]);
    else others.push(named);
  };
  const add = (word: Word, command: number, isTarget: boolean) => {
    const paths = pathsIn(word);
    unseen ||= paths.length === 0 && (isTarget || isMaker(commands[command]));
    for (const path of paths) {
      const named = { command, isPath: path.includes("/"), isTarget, isStem: false };
      const name = baseName(path);
      put(name, named);
      if (/(?:^|\/)\.git\//u.test(path)) put(".git/", named);
      const stem = name.replace(/\.[^.]*$/u, "");
      if (stem !== name) put(stem, { ...named, isStem: true });
    }
  };
  for (const [index, command] of commands.entries()) {
    const program = programOf(command.words) ?? "";
    unseen ||= makesUnnamed(program, command.words);
    if (COMPILER.test(program))
      put(COMPILED, { command: index, isPath: true, isTarget: true, isStem: false });
    const operands = READERS.has(program) ? [] : command.words.slice(1);
    for (const word of operands) add(word, index, false);
    for (const { operator, target } of command.redirects)
      if (operator.includes(">")) add(target, index, true);
  }
  return { byName: files, unseen };
}

/** The word, what follows `=` or `:` in it, and the value that a short option may hold: `x`, `of=x`, `h:x`, `-ox`. */
function pathsIn(word: Word): readonly string[] {
  const end = word.pieces.at(-1) ?? "";
  const value = end.slice(Math.max(end.lastIndexOf("="), end.lastIndexOf(":")) + 1);
  if (word.pieces.length > 1 && value === end && !end.includes("/")) return [];
  return end.startsWith("-") ? [value, end.slice(2)] : [value];
}
