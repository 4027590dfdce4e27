// The items of a data file, before any type is asked for: JSON arrays, CSV rows, lines of text.

import { duplicateMember } from "../../runtime/values/duplicate-member.js";
import { isTooDeep, MAX_NESTING } from "../source/nesting.js";
import { parseCsv } from "./csv.js";

/** One item as the file holds it, and where: “item 3”, “line 7”. */
export interface Item {
  readonly value: unknown;
  readonly where: string;
  /** Of a map: what the value is found under. */
  readonly key?: string;
}

/** AP2016: the file's name does not end in what can be read; AP2017: its text is malformed. */
export interface Problem {
  readonly code: "AP2016" | "AP2017";
  readonly reason: string;
}

export function isProblem(items: readonly Item[] | Problem): items is Problem {
  return "reason" in items;
}

const malformed = (reason: string): Problem => ({ code: "AP2017", reason });

export function itemsOfJson(text: string, isMap = false): readonly Item[] | Problem {
  const parsed = parseJson(withoutMark(text));
  if (!parsed.ok) return malformed(parsed.reason);
  if (isMap) return entriesOf(parsed.value);
  if (!Array.isArray(parsed.value)) return malformed("it holds no JSON array");
  return parsed.value.map((value: unknown, index) => ({ value, where: `item ${index + 1}` }));
}

function entriesOf(value: unknown): readonly Item[] | Problem {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return malformed("it holds no JSON object, as a map does");
  return Object.entries(value).map(([key, each]) => ({
    key,
    value: each as unknown,
    where: `entry ${JSON.stringify(key)}`,
  }));
}

/** What a JSON text holds, where no object in it names a member twice. */
export function parseJson(text: string): { ok: true; value: unknown } | { ok: false; reason: string } {
  if (isTooDeep(text)) return { ok: false, reason: `it is nested deeper than ${MAX_NESTING}` };
  try {
    const value: unknown = JSON.parse(text);
    const twice = duplicateMember(text);
    return twice === undefined
      ? { ok: true, value }
      : { ok: false, reason: `it names ${twice} twice in one object` };
  } catch (error) {
    // Engines word this differently; the offset is what most of them tell.
    const offset = /position (\d+)/u.exec(error instanceof Error ? error.message : "")?.[1];
    if (offset === undefined) return { ok: false, reason: "it is not valid JSON" };
    const line = text.slice(0, Number(offset)).split("\n").length;
    return { ok: false, reason: `it is not valid JSON (line ${line})` };
  }
}

/** Lines without what surrounds them; blank ones are skipped. */
export function linesOfText(text: string): readonly Item[] {
  return withoutMark(text)
    .split(/\r\n|\n|\r/u)
    .map((line, index) => ({ value: line.trim(), where: `line ${index + 1}` }))
    .filter(({ value }) => value !== "");
}

export interface CsvTable {
  readonly columns: readonly string[];
  readonly rows: readonly Item[];
}

/** The rows of a CSV text as objects by the names in its first row; `where` is the line that a row begins on. */
export function rowsOfCsv(text: string): CsvTable | Problem {
  const records = parseCsv(withoutMark(text));
  if ("reason" in records) return malformed(records.reason);
  const [header, ...rest] = records.filter(({ cells }) => cells.length > 1 || cells[0] !== "");
  if (header === undefined) return malformed("it has no row; the first one names the columns");
  const columns = header.cells.map((cell) => cell.trim());
  const twice = columns.find((column, index) => columns.indexOf(column) !== index);
  if (twice !== undefined) return malformed(`two columns are named \`${twice}\``);
  const uneven = rest.find(({ cells }) => cells.length !== columns.length);
  if (uneven !== undefined) {
    return malformed(
      `line ${uneven.line} has ${cellCount(uneven.cells.length)}, the first row has ${columns.length}`,
    );
  }
  const rows = rest.map(({ cells, line }) => ({
    value: Object.fromEntries(cells.map((cell, index) => [columns[index] ?? "", cell])),
    where: `line ${line}`,
  }));
  return { columns, rows };
}

/** Editors on some systems put a byte order mark before the text. */
function withoutMark(text: string): string {
  return text.startsWith("\uFEFF") ? text.slice(1) : text;
}

function cellCount(count: number): string {
  return count === 1 ? "1 cell" : `${count} cells`;
}
