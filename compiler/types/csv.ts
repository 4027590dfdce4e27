// Comma-separated values, as RFC 4180 has them: cells in quotes may hold commas, line ends and doubled quotes.

export interface CsvRecord {
  readonly cells: readonly string[];
  /** The line that it begins on, from 1. */
  readonly line: number;
}

interface Cell {
  readonly value: string;
  /** Where the cell ends: at a comma, a line end, or the end of the text. */
  readonly end: number;
}

/** The records of `text`, or why it has none. Time: linear. */
export function parseCsv(text: string): readonly CsvRecord[] | { readonly reason: string } {
  const records: CsvRecord[] = [];
  let cells: string[] = [];
  let [at, line, start] = [0, 1, 1];
  while (at < text.length || cells.length > 0) {
    const cell = text[at] === '"' ? quotedCell(text, at) : plainCell(text, at);
    if (cell === undefined) return { reason: `line ${line} has a quote in the wrong place` };
    cells.push(cell.value);
    line += lineEnds(text.slice(at, cell.end));
    at = cell.end + 1;
    if (text[cell.end] === ",") continue;
    if (text.startsWith("\r\n", cell.end)) at++;
    records.push({ cells, line: start });
    cells = [];
    start = ++line;
  }
  return records;
}

function plainCell(text: string, at: number): Cell | undefined {
  const stop = /[",\r\n]/gu;
  stop.lastIndex = at;
  const end = stop.exec(text)?.index ?? text.length;
  return text[end] === '"' ? undefined : { value: text.slice(at, end), end };
}

function quotedCell(text: string, at: number): Cell | undefined {
  let quote = text.indexOf('"', at + 1);
  while (quote >= 0 && text[quote + 1] === '"') quote = text.indexOf('"', quote + 2);
  const after = text[quote + 1];
  if (quote < 0 || (after !== undefined && !/[,\r\n]/u.test(after))) return undefined;
  return { value: text.slice(at + 1, quote).replaceAll('""', '"'), end: quote + 1 };
}

function lineEnds(text: string): number {
  return text.match(/\r\n|\n|\r/gu)?.length ?? 0;
}
