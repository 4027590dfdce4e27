// What a simple command runs besides its own program.

import type { SimpleCommand, Word } from "../../values/command.js";

export interface Unwrapped {
  /** Is everything that it runs named here? */
  readonly seen: boolean;
  readonly commands: readonly (readonly Word[])[];
  /** Texts that a POSIX shell reads. */
  readonly scripts: readonly string[];
  /** A word by which a shell or an interpreter names its program's text: a file, or a module that it finds. */
  readonly script?: { readonly word: Word; readonly isFile: boolean };
  /** Nothing is known of the program: it may run what its words name. */
  readonly stranger?: true;
}

/** How to see through one program. */
export type Unwrap = (command: SimpleCommand) => Unwrapped;

/** It runs nothing else that a policy about commands would name. */
export const NOTHING: Unwrapped = { seen: true, commands: [], scripts: [] };

export const UNSEEN: Unwrapped = { ...NOTHING, seen: false };

export const STRANGER: Unwrapped = { ...NOTHING, stranger: true };

export function runsWords(words: readonly Word[]): Unwrapped {
  return { ...NOTHING, commands: [words] };
}

export function runsScript(script: string): Unwrapped {
  return { ...NOTHING, scripts: [script] };
}

/** A script may run the words that follow it. */
export function runsFile(word: Word): Unwrapped {
  return { ...STRANGER, script: { word, isFile: true } };
}

export function runsModule(word: Word): Unwrapped {
  return { ...STRANGER, script: { word, isFile: false } };
}
