// Columns: neighbouring declarations of a kind, each on one line, stand under each other.

import { builders, getStringWidth, printDocToString, type Doc } from "./documents.js";
import type { Printed } from "./declarations.js";
import { entryDoc, type Body } from "./layout.js";

/** A declaration that stands on one line. */
export interface Row {
  readonly columns: string;
  readonly keyword: string;
  /** What is padded to one width, so that all bodies begin in one column. */
  readonly head?: string;
  readonly body: string;
  /** The body in parts, which stand in columns as well. */
  readonly parts?: readonly string[];
}

export interface LineStyle {
  readonly printWidth: number;
  readonly tabWidth: number;
  readonly useTabs: boolean;
}

/** The row of a declaration, if it is one that stands in columns, and fits on one line. */
export function rowOf({ cells, columns, body }: Printed, { printWidth }: LineStyle): Row | undefined {
  if (columns === undefined) return undefined;
  const [keyword = "", ...rest] = cells.map(flat);
  const row = {
    columns,
    keyword,
    body: rest.at(-1) ?? "",
    ...(rest.length > 1 && { head: rest.slice(0, -1).join(" ") }),
  };
  const line = alone(row);
  if (line.includes("\n") || getStringWidth(line) > printWidth) return undefined;
  const inParts = body !== undefined && body.entries.length > 1;
  return inParts ? { ...row, parts: partsOf(body) } : row;
}

/** As it is where the line has no end. */
function flat(doc: Doc): string {
  return printDocToString(builders.group(doc), { printWidth: Infinity, tabWidth: 2 }).formatted;
}

/** `{ effect read,`, `reversible always }`. */
function partsOf({ entries }: Body): readonly string[] {
  return entries.map((entry, index) => {
    const text = flat(builders.group(entryDoc(entry, 0)));
    return `${index === 0 ? "{ " : ""}${text}${index === entries.length - 1 ? " }" : ","}`;
  });
}

/** Without columns. */
function alone({ keyword, head, body }: Row): string {
  return [keyword, ...(head === undefined ? [] : [head]), body].join(" ");
}

/** Neighbours in columns. A row that would become too long gives up its inner columns first, and then stands by itself. */
export function inColumns(rows: readonly Row[], { printWidth }: LineStyle): readonly string[] {
  const before = widest(rows.map(({ keyword }) => keyword)) + 1;
  const measured = rows.map((row) => measure(row, printWidth - before));
  const column = bestColumn(measured);
  const inner = measured
    .filter((each) => isIn(each, column))
    .flatMap(({ row }) => (row.parts ? [row.parts] : []));
  const parts = columnsOf(inner);
  const fits = (text: string): boolean => getStringWidth(text) <= printWidth;
  return measured.map(({ row, ...widths }) => {
    const { keyword, head, body } = row;
    const start = padded(keyword, before) + (head ?? "");
    const gap = isIn(widths, column) ? " ".repeat(column - widths.head + widths.gap) : " ";
    const bodies = isIn(widths, column) && row.parts ? [inParts(row.parts, parts), body] : [body];
    const lines = bodies.map((each) => start + (head === undefined ? "" : gap) + each);
    return lines.find(fits) ?? alone(row);
  });
}

interface Measured {
  readonly row: Row;
  readonly head: number;
  /** What stands between the longest head and its body. */
  readonly gap: number;
  /** How wide the column of heads may be at the most. */
  readonly most: number;
}

function measure(row: Row, width: number): Measured {
  const gap = row.columns === "action" ? 2 : 1;
  return { row, head: getStringWidth(row.head ?? ""), gap, most: width - gap - getStringWidth(row.body) };
}

/** Whether a row fits where the column of heads has a width; without a head it stands in no such column. */
function isIn({ head, most }: Omit<Measured, "row">, column: number): boolean {
  return head > 0 && head <= column && column <= most;
}

/** The width of the column of heads in which most rows fit; 0 where there are no two. */
function bestColumn(measured: readonly Measured[]): number {
  const candidates = [...new Set(measured.map(({ head }) => head))].sort((a, b) => a - b);
  let best = { column: 0, count: 0 };
  for (const column of candidates) {
    const count = measured.filter((each) => isIn(each, column)).length;
    if (count > 1 && count >= best.count) best = { column, count };
  }
  return best.column;
}

/** How wide each part but the last of a row has to be. */
function columnsOf(rows: readonly (readonly string[])[]): readonly number[] {
  const widths: number[] = [];
  for (const parts of rows) {
    for (const [at, part] of parts.slice(0, -1).entries())
      widths[at] = Math.max(widths[at] ?? 0, getStringWidth(part));
  }
  return widths;
}

function inParts(parts: readonly string[], widths: readonly number[]): string {
  return parts
    .map((part, at) => (at === parts.length - 1 ? part : `${padded(part, widths[at] ?? 0)} `))
    .join("");
}

function padded(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - getStringWidth(text)));
}

function widest(texts: readonly string[]): number {
  return texts.reduce((most, text) => Math.max(most, getStringWidth(text)), 0);
}

/** Cells with a blank between them. */
export function inLine({ cells }: Printed): Doc {
  return builders.join(" ", [...cells]);
}
