// An edit as people read one: the lines that it takes away, and those that stand in their place.

import { lineMap } from "../source/line-map.js";
import type { SourceFile } from "../source/source.js";
import type { Edit } from "./mutation.js";

export interface SourceDiff {
  /** Of the first change, both from 1. */
  readonly line: number;
  readonly column: number;
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

export function sourceDiff({ text }: SourceFile, { span: { start, end }, text: put }: Edit): SourceDiff {
  const from = lineStart(text, start);
  const to = lineEnd(text, end);
  const before = text.slice(from, to).split(LINE_END);
  const after = `${text.slice(from, start)}${put}${text.slice(end, to)}`.split(LINE_END);
  const same = before.findIndex((line, i) => line !== after[i]);
  const first = same < 0 ? 0 : same;
  const tail = sameAtEnd(before.slice(first), after.slice(first));
  const removed = before.slice(first, before.length - tail);
  const added = after.slice(first, after.length - tail).filter((line) => line.trim() !== "");
  const { line, column } = lineMap(text).position(start);
  return { line, column, removed, added };
}

const LINE_END = /\r\n|\n|\r/;

function lineStart(text: string, at: number): number {
  return Math.max(text.lastIndexOf("\n", at - 1), text.lastIndexOf("\r", at - 1)) + 1;
}

function lineEnd(text: string, at: number): number {
  const found = text.slice(at).search(LINE_END);
  return found < 0 ? text.length : at + found;
}

function sameAtEnd(before: readonly string[], after: readonly string[]): number {
  const most = Math.min(before.length, after.length);
  for (let count = 0; count < most; count += 1)
    if (before.at(-1 - count) !== after.at(-1 - count)) return count;
  return most;
}
