// Origins as a table and its decisions spell them: `payments.agentpol:31:1`.

import { lineMap } from "../source/line-map.js";
import type { SourceFile, Span } from "../source/source.js";

/**
 * Says where a span starts: file, line and column, both from 1. Files are named from the folder of the entry file, the
 * last of `files`: the same policy has the same table, wherever it is compiled from.
 */
export function originsIn(files: readonly SourceFile[]): (span: Span) => string {
  const home = foldersOf(files.at(-1)?.path ?? "");
  const maps = new Map(
    files.map(({ path, text }) => [path, { name: relative(home, path), lines: lineMap(text) }]),
  );
  return ({ file, start }) => {
    const map = maps.get(file);
    if (map === undefined) throw new RangeError(`${file} is no file of the program`);
    const { line, column } = map.lines.position(start);
    return `${map.name}:${line}:${column}`;
  };
}

function foldersOf(path: string): readonly string[] {
  return path.split("/").slice(0, -1);
}

/** `path` as seen from the folder `home`. */
function relative(home: readonly string[], path: string): string {
  const folders = foldersOf(path);
  const apart = folders.findIndex((folder, i) => folder !== home[i]);
  const shared = apart < 0 ? folders.length : apart;
  return [...home.slice(shared).map(() => ".."), ...path.split("/").slice(shared)].join("/");
}
