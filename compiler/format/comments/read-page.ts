// Reads a page: all that a text says besides its tree.

import type { Declaration, Module, Node } from "../../ast/ast.js";
import { walk } from "../../ast/children.js";
import type { LeftAlone, Page } from "../page.js";
import { attach } from "./attach.js";
import { Drafts } from "./drafts.js";
import { rangesLeftAlone, type RangeLeftAlone } from "./ignored.js";
import { written, type Written } from "./written.js";

/** The page of a text in which nothing is wrong, and of the module that was read from it. */
export function readPage(text: string, module: Module): Page {
  const all = written(text, documented(module));
  const ranges = rangesLeftAlone(module, all);
  const items = ranges.length === 0 ? module.declarations : topLevel(module, ranges);
  // What is left alone keeps the comments that document it.
  const rest = ranges.length === 0 ? all : withoutRanges(text, items, ranges);
  const drafts = new Drafts(rest);
  attach(module, items, rest, drafts);
  for (const item of items) if (item.kind === "missing") drafts.leaveAlone(item, item.span);
  return {
    around: (owner, name, nodes) => drafts.around(owner, name, nodes),
    spelling: ({ span }) => rest.tokens[rest.tokenFrom(span.start)]?.image,
    parenthesised: ({ span }) => {
      const before = rest.tokenFrom(span.start) - 1;
      return rest.tokens[before]?.image === "(" && rest.partner[before] === rest.tokenFrom(span.end);
    },
    itemsOf: () => items,
    written: true,
  };
}

/** The offsets of declarations and fields that have documentation. */
function documented(root: Node): ReadonlySet<number> {
  const offsets = new Set<number>();
  walk(root, (node) => {
    if ("doc" in node) offsets.add(node.span.start);
  });
  return offsets;
}

function topLevel(module: Module, ranges: readonly RangeLeftAlone[]): readonly (Declaration | LeftAlone)[] {
  const outside = outsideOf(ranges, module.declarations, ({ span }) => span.start);
  const left = ranges.map(({ start, end }): LeftAlone => {
    return { kind: "missing", span: { ...module.span, start, end } };
  });
  return [...outside, ...left].sort((a, b) => a.span.start - b.span.start);
}

function withoutRanges(
  text: string,
  items: readonly (Declaration | LeftAlone)[],
  ranges: readonly RangeLeftAlone[],
): Written {
  const offsets = new Set(items.flatMap((item) => [...documented(item)]));
  const { comments, blankBefore, ...rest } = written(text, offsets);
  const blanks = new Set(ranges.flatMap(({ start, blank }) => (blank ? [start] : [])));
  return {
    ...rest,
    comments: outsideOf(ranges, comments, ({ start }) => start),
    blankBefore: (offset) => blanks.has(offset) || blankBefore(offset),
  };
}

/** Those that begin in none of the ranges; both are in order. */
function outsideOf<T>(
  ranges: readonly RangeLeftAlone[],
  items: readonly T[],
  startOf: (item: T) => number,
): readonly T[] {
  let next = 0;
  return items.filter((item) => {
    const at = startOf(item);
    while ((ranges[next]?.end ?? Infinity) <= at) next += 1;
    return at < (ranges[next]?.start ?? Infinity);
  });
}
