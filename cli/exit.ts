// Exit codes, and the one kind of error that a command ends with on purpose.

import { styleFor } from "./style.js";

/** 0 good; 1 findings or failures; 2 bad usage or unreadable input; 3 a threshold not reached. */
export type ExitCode = 0 | 1 | 2 | 3;

/** Bad usage or unreadable input: shown as what is wrong and what to do about it, exit code 2. */
export class InputError extends Error {
  constructor(
    readonly problem: string,
    readonly remedy: string,
  ) {
    super(`${problem}: ${remedy}`);
  }
}

/** Shows it on standard error: what is wrong, and what to do about it. */
export function tellRefusal({ problem, remedy }: InputError): void {
  const style = styleFor(process.stderr);
  process.stderr.write(`${style.red("error")}: ${problem}\n  ${style.cyan("help")}: ${remedy}\n`);
}
