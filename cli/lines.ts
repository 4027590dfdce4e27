// The lines of a file, or of standard input, one after the other: as much memory as the longest takes.

import { createReadStream } from "node:fs";
import { InputError } from "./exit.js";
import { causeOf } from "./files.js";

export interface Line {
  /** From 1. */
  readonly number: number;
  readonly text: string;
}

/** No record is as long. */
const MOST_BYTES = 16 * 1024 * 1024;
const NEWLINE = 10;

/**
 * `-` for standard input.
 * @throws {InputError} where it cannot be read, a line is no UTF-8, or has no end.
 */
export async function* linesOf(path: string): AsyncGenerator<Line> {
  const name = path === "-" ? "standard input" : path;
  const utf8 = new TextDecoder("utf-8", { fatal: true });
  let number = 0;
  let begun: Uint8Array[] = [];
  let size = 0;
  const line = (rest: Uint8Array): Line => {
    number += 1;
    const bytes = Buffer.concat([...begun, rest]);
    [begun, size] = [[], 0];
    try {
      return { number, text: utf8.decode(bytes) };
    } catch {
      throw new InputError(`${name}:${String(number)} is not UTF-8`, "save it in that encoding");
    }
  };
  for await (const chunk of chunksOf(path, name)) {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      yield line(chunk.subarray(start, end));
      start = end + 1;
    }
    begun.push(chunk.subarray(start));
    size += chunk.length - start;
    if (size > MOST_BYTES)
      throw new InputError(
        `${name}:${String(number + 1)} is longer than 16 MiB`,
        "write a record on each line",
      );
  }
  if (size > 0) yield line(new Uint8Array());
}

async function* chunksOf(path: string, name: string): AsyncGenerator<Uint8Array> {
  const stream = path === "-" ? process.stdin : createReadStream(path);
  try {
    yield* stream as AsyncIterable<Uint8Array>;
  } catch (error) {
    throw new InputError(`cannot read ${name}`, causeOf(error));
  }
}
