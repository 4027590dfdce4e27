// Prints a tree as a policy in the house style, with the comments and blank lines of its page.

import type { Declaration, Module } from "../ast/ast.js";
import { inColumns, inLine, rowOf, type LineStyle, type Row } from "./columns.js";
import { printDeclaration } from "./declarations.js";
import { builders, printDocToString, type Doc } from "./documents.js";
import { houseStyle } from "./layout.js";
import { blankPage, type Beside, type LeftAlone, type Page } from "./page.js";
import { below, beside, remarkDoc, startsBlank, verbatim } from "./remarks.js";
import { printDoc } from "./types.js";

const { hardline } = builders;

/** The text of a policy that nobody wrote, with a line feed at its end. Printing what was read from it gives it again. */
export function print(module: Module): string {
  return printDocToString(printModule(module, blankPage, houseStyle), houseStyle).formatted;
}

export function printModule(module: Module, page: Page, style: LineStyle): Doc {
  return chunksOf(module, page, style).map(({ doc }) => doc);
}

/** Neighbours that were laid out together, with the line feed behind them and the blank line before them. */
export interface Chunk {
  readonly doc: Doc;
  /** The offset behind it in the text that was read; what was between it and the chunk before belongs to it. */
  readonly end: number;
}

export function chunksOf(module: Module, page: Page, style: LineStyle): readonly Chunk[] {
  const declarations = page.itemsOf(module);
  const { items, end } = page.around(module, "declarations", declarations);
  const all = declarations.map((declaration, index) =>
    itemOf(declaration, items[index] ?? nothing, declarations[index - 1], page, style),
  );
  const chunks = runsOf(all).flatMap((run) => chunksOfRun(run, style));
  if (end.length === 0) return chunks;
  const [first, ...rest] = end;
  const above = first?.blank === true && chunks.length > 0 ? hardline : "";
  const last = first === undefined ? "" : [remarkDoc(first), below(rest)];
  return [...chunks, { doc: [above, last, hardline], end: module.span.end }];
}

const nothing: Beside = { before: [], after: [], blank: false };

/** A declaration with what stands beside it. */
interface Item extends Beside {
  readonly doc: Doc;
  readonly documentation: Doc;
  readonly row?: Row;
  readonly end: number;
}

function itemOf(
  declaration: Declaration | LeftAlone,
  around: Beside,
  above: Declaration | LeftAlone | undefined,
  page: Page,
  style: LineStyle,
): Item {
  const before = around.before.map((remark) => ({ ...remark, own: true }));
  const end = around.after.at(-1)?.end ?? declaration.span.end;
  const common = { ...around, before, end };
  if (declaration.kind === "missing")
    return { ...common, documentation: "", doc: verbatim(around.verbatim ?? "") };
  const documentation = printDoc(declaration.doc);
  if (around.verbatim !== undefined) return { ...common, documentation, doc: verbatim(around.verbatim) };
  const printed = printDeclaration(declaration, page);
  const row = rowOf(printed, style);
  return {
    ...common,
    documentation,
    doc: inLine(printed),
    ...(row && { row }),
    ...(!page.written && { blank: above !== undefined && standsApart(above, declaration) }),
  };
}

/** Where nobody wrote it, neighbours of one kind stand close, as a list does; forms, tests and what is documented, apart. */
function standsApart(above: Declaration | LeftAlone, declaration: Declaration): boolean {
  const close = above.kind === declaration.kind && declaration.kind !== "form" && declaration.kind !== "test";
  return !close || declaration.doc !== undefined;
}

/** Neighbours that may stand in columns together: of one kind, each on one line, without a blank line in between. */
function runsOf(items: readonly Item[]): readonly (readonly Item[])[] {
  const runs: Item[][] = [];
  for (const item of items) {
    const run = runs.at(-1);
    const columns = run?.at(-1)?.row?.columns;
    const goesOn = columns !== undefined && columns === item.row?.columns && !hasBlank(item);
    if (run !== undefined && goesOn) run.push(item);
    else runs.push([item]);
  }
  return runs;
}

const hasBlank = (item: Item): boolean => item.blank || item.before.some(({ blank }) => blank);

function chunksOfRun(run: readonly Item[], style: LineStyle): readonly Chunk[] {
  const rows = run.flatMap(({ row }) => row ?? []);
  const lines = run.length > 1 ? inColumns(rows, style) : undefined;
  const docs = run.map((item, index): Doc => {
    const doc = [item.documentation, lines?.[index] ?? item.doc];
    return [startsBlank(item) ? hardline : "", beside(item, doc), hardline];
  });
  if (lines === undefined) return run.map(({ end }, index) => ({ doc: docs[index] ?? "", end }));
  return [{ doc: docs, end: run.at(-1)?.end ?? 0 }];
}
