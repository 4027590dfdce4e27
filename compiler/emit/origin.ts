// Origins as a table and its decisions spell them: `payments.agentpol:31:1`.

import { lineMap } from "../source/line-map.js";
import type { SourceFile, Span } from "../source/source.js";

/** Says where a span starts: file, line and column, both from 1. */
export function originsIn(files: readonly SourceFile[]): (span: Span) => string {
  const maps = new Map(files.map(({ path, text }) => [path, lineMap(text)]));
  return ({ file, start }) => {
    const position = maps.get(file)?.position(start);
    if (position === undefined) throw new RangeError(`${file} is no file of the program`);
    return `${file}:${position.line}:${position.column}`;
  };
}
