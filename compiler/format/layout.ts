// Building blocks of the printer, over prettier's documents: lists and bodies, with the comments in them.

import type { Node } from "../ast/ast.js";
import { builders, getStringWidth, type Doc } from "./documents.js";
import type { Beside, Page, Remark, Surroundings } from "./page.js";
import { below, beside, remarkDoc, startsBlank, verbatim } from "./remarks.js";

const { align, breakParent, fill, group, hardline, ifBreak, indent, join, line, softline } = builders;

/** The width that lines keep to where they can, and by how much a level is indented. */
export const houseStyle = { printWidth: 110, tabWidth: 2, useTabs: false };

/** Where nobody wrote the tree, bodies with so many clauses may stand on one line. */
const oneLine = 2;

/** An item of a list, printed. */
interface Item extends Beside {
  readonly doc: Doc;
}

/** The items of a list, printed, with what stands around them. */
export interface List extends Omit<Surroundings, "items"> {
  readonly items: readonly Item[];
}

/** Prints the items of a node's list, by the name of the list's field. */
export function listOf<N extends Node>(
  page: Page,
  owner: Node,
  name: string,
  nodes: readonly N[],
  printItem: (node: N) => Doc,
): List {
  const { items, ...around } = page.around(owner, name, nodes);
  return {
    ...around,
    items: nodes.map((node, index) => {
      const item = items[index] ?? { before: [], after: [], blank: false };
      return { ...item, doc: item.verbatim === undefined ? printItem(node) : verbatim(item.verbatim) };
    }),
  };
}

/** Whether there is nothing but the items themselves. */
export function isBare({ head, items, end }: List): boolean {
  return head.length + end.length === 0 && items.every(isBareItem);
}

const isBareItem = ({ before, after, blank }: Beside): boolean =>
  before.length + after.length === 0 && !blank;

/** `[a, b]`, one item a line where they do not fit on one; `last` stands behind them all. */
export function bracketed(open: string, list: List, close: string, last?: string): Doc {
  const { head, items, end } = list;
  if (items.length === 0 && last === undefined) return emptyPair(open, list, close, "");
  const trailing = last === undefined ? ifBreak(",") : "";
  return group([
    open,
    headDoc(head),
    indent([softline, commas(items, last), trailing, below(end)]),
    softline,
    close,
  ]);
}

/** `["a", "b"]`, where many short values fill their lines. */
export function values(list: List, isShort: (at: number) => boolean): Doc {
  const { items } = list;
  if (items.length < manyValues || !isBare(list) || !items.every((_, index) => isShort(index)))
    return bracketed("[", list, "]");
  const parts = items.flatMap(({ doc }, index): Doc[] =>
    index === items.length - 1 ? [doc] : [[doc, ","], line],
  );
  return group(["[", indent([softline, fill(parts), ifBreak(",")]), softline, "]"]);
}

/** So many values of this width at the most fill lines, rather than take one each. */
const manyValues = 8;

export const isShortText = (text: string): boolean => getStringWidth(text) <= 16;

/** `{ a: 1, b: 2 }`; each on a line of its own where they do not fit, or where the author broke the line. */
export function braced(list: List, last?: string): Doc {
  const { head, items, end, broken } = list;
  if (items.length === 0 && last === undefined) return emptyPair("{", list, "}", " ");
  const trailing = last === undefined ? ifBreak(",") : "";
  return group(["{", headDoc(head), indent([line, commas(items, last), trailing, below(end)]), line, "}"], {
    shouldBreak: broken ?? false,
  });
}

function emptyPair(open: string, { end }: List, close: string, pad: string): Doc {
  if (end.length === 0) return `${open}${close}`;
  if (end.some(({ own }) => own)) return [open, indent(below(end)), hardline, close];
  return [open, pad, join(" ", end.map(remarkDoc)), pad, close];
}

function headDoc(head: readonly Remark[]): Doc {
  if (head.length === 0) return "";
  return [" ", join(" ", head.map(remarkDoc)), breakParent];
}

function commas(items: readonly Item[], last?: string): Doc {
  const docs = items.map((item, index): Doc => {
    const gap = index === 0 ? "" : [",", startsBlank(item) ? softline : "", line];
    return [gap, beside(item, item.doc)];
  });
  if (last === undefined) return docs;
  return docs.length === 0 ? last : [docs, ",", line, last];
}

/** Links of a chain, each after its operator, on lines of their own together. */
export function chained({ items }: List, operator: string): Doc {
  return group(
    items.map((item, index): Doc => {
      if (index === 0) return beside(item, item.doc);
      const own = item.before.filter((remark) => remark.own);
      const rest = { ...item, before: item.before.filter((remark) => !remark.own) };
      return [
        own.map((remark) => [line, remarkDoc(remark), breakParent]),
        line,
        `${operator} `,
        beside(rest, item.doc),
      ];
    }),
  );
}

/** Items that fill their lines: patterns of a selector. */
export function filled(items: readonly Doc[]): Doc {
  const parts = items.flatMap((item, index): Doc[] =>
    index === items.length - 1 ? [item] : [[item, ","], line],
  );
  return align(2, fill(parts));
}

/** What stands alone behind a head, such as `let a =`: below it where comments come before it. */
export function valueAfter(head: Doc, { items }: List): Doc {
  return items.map((item): Doc => {
    const doc = beside(item, item.doc);
    return item.before.some(({ own }) => own) ? [head, indent([hardline, doc])] : [head, " ", doc];
  });
}

/** A clause: its keyword, and what follows it. */
export interface Entry {
  readonly keyword: string;
  readonly rest: Doc;
  /** Where it breaks, its lines stand under its beginning; others are indented below the keyword. */
  readonly hangs?: boolean;
}

/** The entries of a body, printed, with what stands around them. */
export interface Body extends Omit<Surroundings, "items"> {
  readonly entries: readonly (Entry & Beside)[];
}

export function bodyOf<N extends Node>(
  page: Page,
  owner: Node,
  name: string,
  nodes: readonly N[],
  printEntry: (node: N) => Entry,
): Body {
  const { items, ...around } = page.around(owner, name, nodes);
  const entries = nodes.map((node, index) => {
    const item = items[index] ?? { before: [], after: [], blank: false };
    return { ...item, ...printEntry(node) };
  });
  return { ...around, entries };
}

/** A body of clauses: on one line with commas, or a line each with their keywords padded to one column. */
export function body(of: Body, manyLined: "always" | "where-broken"): Doc {
  const { head, entries, end, broken } = of;
  if (entries.length === 0) return emptyPair("{", { head, items: [], end }, "}", " ");
  const column =
    entries.reduce(
      (most, { keyword, verbatim: left }) => (left === undefined ? Math.max(most, keyword.length) : most),
      0,
    ) + 1;
  const lines = entries.map((entry, index): Doc => {
    const gap = index === 0 ? "" : [ifBreak("", ","), startsBlank(entry) ? softline : "", line];
    const own = entry.before.map((remark) => ({ ...remark, own: true }));
    return [gap, beside({ ...entry, before: own }, entryDoc(entry, column))];
  });
  return group(["{", headDoc(head), indent([line, lines, below(end)]), line, "}"], {
    shouldBreak: manyLined === "always" || (broken ?? entries.length > oneLine),
  });
}

/** In columns of this width where the body around it is broken. */
export function entryDoc({ keyword, rest, hangs, verbatim: left }: Entry & Beside, column: number): Doc {
  if (left !== undefined) return verbatim(left);
  if (rest === "") return keyword;
  return [ifBreak(keyword.padEnd(column), `${keyword} `), hangs === true ? align(column, rest) : rest];
}
