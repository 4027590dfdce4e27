// Building blocks of the printer, over prettier's documents.

import { builders } from "prettier/doc";

export type Doc = builders.Doc;

const { align, fill, group, hardline, indent, join, line, softline, ifBreak } = builders;

/** The width that lines keep to where they can. */
export const width = 110;

/** Bodies with so many clauses may stand on one line. */
export const oneLine = 2;

/** `[a, b]`, one item a line where they do not fit on one. */
export function bracketed(open: string, items: readonly Doc[], close: string): Doc {
  if (items.length === 0) return `${open}${close}`;
  return group([open, indent([softline, commas(items)]), ifBreak(","), softline, close]);
}

/** `{ a: 1, b: 2 }`; each on a line of its own where they do not fit, or where `broken` says so. */
export function braced(
  items: readonly Doc[],
  options: { readonly broken?: boolean; readonly last?: string } = {},
): Doc {
  if (items.length === 0 && options.last === undefined) return "{}";
  const all = options.last === undefined ? items : [...items, options.last];
  const trailing = options.last === undefined ? ifBreak(",") : "";
  return group(["{", indent([line, commas(all)]), trailing, line, "}"], {
    shouldBreak: options.broken ?? false,
  });
}

function commas(items: readonly Doc[]): Doc {
  return join([",", line], [...items]);
}

/** Items that fill their lines: patterns of a selector. */
export function filled(items: readonly Doc[]): Doc {
  const parts = items.flatMap((item, index) => (index === 0 ? [item] : [line, item].map((part) => part)));
  const withCommas = parts.map((part, index) =>
    index % 2 === 0 && index < parts.length - 1 ? [part, ","] : part,
  );
  return align(2, fill(withCommas));
}

/** A clause: its keyword, and what follows it. */
export interface Entry {
  readonly keyword: string;
  readonly rest: Doc;
}

/** A body of clauses: on one line with commas, or a line each with their keywords padded to one column. */
export function body(entries: readonly Entry[], flat: boolean): Doc {
  if (entries.length === 0) return "{}";
  const column = entries.reduce((most, { keyword }) => Math.max(most, keyword.length), 0) + 1;
  const lines = entries.map((entry) => aligned(entry, column));
  if (!flat) return ["{", indent([hardline, join(hardline, lines)]), hardline, "}"];
  const short = entries.map(({ keyword, rest }) => (rest === "" ? keyword : [keyword, " ", rest]));
  const onOneLine = ["{ ", join(", ", short), " }"];
  return builders.conditionalGroup([
    onOneLine,
    ["{", indent([hardline, join(hardline, lines)]), hardline, "}"],
  ]);
}

function aligned({ keyword, rest }: Entry, column: number): Doc {
  return rest === "" ? keyword : [keyword.padEnd(column), align(column, rest)];
}
