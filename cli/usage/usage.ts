// What the descriptions of all commands are made with.

import { InvalidArgumentError } from "commander";
import type { ExitCode } from "../exit.js";

/** Takes the exit code of the command that ran. */
export type Done = (code: ExitCode) => void;

export function examplesText(lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  $ ${line}`).join("\n")}\n`;
}

/** @throws {InvalidArgumentError} where it is none. */
export function wholeNumber(text: string): number {
  if (!/^\d{1,10}$/.test(text)) throw new InvalidArgumentError("It must be a whole number, 0 or more.");
  return Number(text);
}

/** @throws {InvalidArgumentError} where it is none. */
export function percentage(text: string): number {
  if (!/^\d{1,3}(\.\d+)?%?$/.test(text) || parseFloat(text) > 100)
    throw new InvalidArgumentError("It must be a number from 0 to 100.");
  return parseFloat(text);
}

/** @throws {InvalidArgumentError} where it is none. */
export function atLeastOne(text: string): number {
  const number = wholeNumber(text);
  if (number === 0) throw new InvalidArgumentError("It must be 1 or more.");
  return number;
}
