// Replaces files by their new text: nobody sees half a file, a link stays a link, and a file's mode what it was.

import { chmodSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { InputError } from "./exit.js";
import { causeOf } from "./files.js";

/** A file, and its text from now on. */
export interface Replacement {
  readonly path: string;
  readonly after: string;
}

/** A file's new text, written beside it. */
interface Staged {
  readonly path: string;
  readonly beside: string;
  readonly target: string;
}

/**
 * None is replaced before all are written.
 * @throws {InputError} where one cannot be written.
 */
export function replaceFiles(replacements: readonly Replacement[]): void {
  const staged: Staged[] = [];
  try {
    for (const each of replacements) staged.push(orRefuse(each.path, () => stage(each)));
    for (const { path, beside, target } of staged)
      orRefuse(path, () => {
        renameSync(beside, target);
      });
  } finally {
    for (const { beside } of staged) rmSync(beside, { force: true });
  }
}

function stage({ path, after }: Replacement): Staged {
  const target = realpathSync(path);
  const beside = `${target}.${String(process.pid)}.new`;
  const { mode } = statSync(target);
  writeFileSync(beside, after, { mode, flag: "wx" });
  // What a new file may do, the process has a mask for.
  chmodSync(beside, mode);
  return { path, beside, target };
}

/** @throws {InputError} with the cause, where it does not work. */
export function orRefuse<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw new InputError(`cannot write ${path}`, causeOf(error));
  }
}
