// A request's command, a line for a shell or an argument vector, as a value that policies ask about.

import type { CommandValue } from "../../values/command.js";
import { CommandReader, LIMITS, type Place } from "./reader.js";
import { readScript } from "./syntax.js";
import { literalWord, quote } from "./words.js";

const TOP: Place = { within: [], depth: 0 };

/**
 * Reads a command. A string is a script for a shell; of an array, the first is the program and no shell is between.
 * `directory` is where it starts, an absolute path in normal form, where that is known.
 * Never throws: what cannot be read is a command that is not complete, and takes no longer than any other.
 */
export function parseCommand(input: string | readonly string[], directory?: string): CommandValue {
  const reader = new CommandReader(readScript);
  if (typeof input === "string") readScript(input, reader, TOP);
  else readVector(input, reader);
  const text = typeof input === "string" ? input : input.map(quote).join(" ");
  const { complete, simple, pipes } = reader;
  return { text, complete, simple, pipes, ...(directory !== undefined && { directory }) };
}

function readVector(words: readonly string[], reader: CommandReader): void {
  const length = words.reduce((sum, word) => sum + word.length + 1, 0);
  if (words.length === 0 || length > LIMITS.characters || words.some((word) => word.includes("\0")))
    reader.loseSight();
  else reader.add({ words: words.map(literalWord), assignments: [], redirects: [] }, TOP);
}
