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
}

/** The files that the commands name. */
interface NamedFiles {
  readonly byName: ReadonlyMap<string, readonly Named[]>;
  /** Is a file made whose name is not seen? */
  readonly unseen: boolean;
}

const MAKERS = new Set("cp curl dd install ln mv rsync scp tee wget".split(" "));

/** These make no file from their operands. */
const READERS = new Set(
  "[ cat cd chmod command du echo file grep head ls printf pushd rm stat tail test type wc which".split(" "),
);

/** Does one of the commands name the file of another, as one that makes it would? */
export function makesWhatItRuns(commands: readonly SimpleCommand[], executed: readonly Executed[]): boolean {
  const { byName, unseen } = namedFiles(commands);
  if (unseen && executed.some(({ isPath }) => isPath)) return true;
  return executed.some(({ name, isPath, within }) =>
    byName.get(name)?.some((file) => {
      // A program without a path may be made only where programs are looked for, which takes a path.
      if (!isPath && !file.isPath) return false;
      return file.isTarget || !within.includes(file.command);
    }),
  );
}

function namedFiles(commands: readonly SimpleCommand[]): NamedFiles {
  const files = new Map<string, Named[]>();
  let unseen = false;
  const add = (word: Word, command: number, isTarget: boolean) => {
    const paths = pathsIn(word);
    unseen ||=
      paths.length === 0 && (isTarget || MAKERS.has(programOf(commands[command]?.words ?? []) ?? ""));
    for (const path of paths) {
      const named = { command, isPath: path.includes("/"), isTarget };
      const others = files.get(baseName(path));
      if (others === undefined) files.set(baseName(path), [named]);
      else others.push(named);
    }
  };
  for (const [index, command] of commands.entries()) {
    const operands = READERS.has(programOf(command.words) ?? "") ? [] : command.words.slice(1);
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
