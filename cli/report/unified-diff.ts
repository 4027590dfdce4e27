// The difference between two versions of a text, as `diff -u` shows it and `patch` reads it.

import { hunksBetween, linesOf, type Hunk } from "../../compiler/format/edits.js";
import type { Style } from "../style.js";

/** So many lines that are alike stand before and behind those that differ. */
const CONTEXT = 3;

/** Empty where the texts are the same. */
export function unifiedDiff(path: string, before: string, after: string, style: Style): string {
  const [old, fresh] = [linesOf(before), linesOf(after)];
  const groups = grouped(hunksBetween(old, fresh));
  if (groups.length === 0) return "";
  const head = `${style.bold(`--- ${path}`)}\n${style.bold(`+++ ${path}`)}\n`;
  return head + groups.map((hunks) => groupText(hunks, old, fresh, style)).join("");
}

/** Those whose surroundings meet are shown together. */
function grouped(hunks: readonly Hunk[]): readonly (readonly Hunk[])[] {
  const groups: Hunk[][] = [];
  for (const hunk of hunks) {
    const group = groups.at(-1);
    const last = group?.at(-1);
    if (group && last && hunk.from - last.to <= 2 * CONTEXT) group.push(hunk);
    else groups.push([hunk]);
  }
  return groups;
}

function groupText(
  hunks: readonly Hunk[],
  old: readonly string[],
  fresh: readonly string[],
  style: Style,
): string {
  const [first, last] = [hunks[0], hunks.at(-1)];
  if (first === undefined || last === undefined) return "";
  const above = Math.min(CONTEXT, first.from);
  const below = Math.min(CONTEXT, old.length - last.to);
  const [from, to] = [first.from - above, last.to + below];
  const [since, until] = [first.since - above, last.until + below];
  const lines = hunks.flatMap((hunk, index) => [
    ...old
      .slice(index === 0 ? from : (hunks[index - 1]?.to ?? 0), hunk.from)
      .map((line) => ` ${closed(line)}`),
    ...old.slice(hunk.from, hunk.to).map((line) => style.red(`-${closed(line)}`)),
    ...fresh.slice(hunk.since, hunk.until).map((line) => style.green(`+${closed(line)}`)),
  ]);
  const rest = old.slice(last.to, to).map((line) => ` ${closed(line)}`);
  const range = `@@ -${place(from, to)} +${place(since, until)} @@`;
  return [style.cyan(range), ...lines, ...rest].map((line) => `${line}\n`).join("");
}

/** `3,2`: the first line, from 1, and how many; before the first line where there are none. */
function place(from: number, to: number): string {
  const count = to - from;
  if (count === 1) return String(from + 1);
  return `${String(count === 0 ? from : from + 1)},${String(count)}`;
}

/** A line without the line feed that ends it, which is told where it is missing. */
function closed(line: string): string {
  return line.endsWith("\n") ? line.slice(0, -1) : `${line}\n\\ No newline at end of file`;
}
