// The grammar reads lists with or without commas; here the missing ones are reported, each with its fix.

import { endOf, type Token } from "../../../grammar/lexer.js";
import { diagnose } from "../../diagnostics/diagnose.js";
import type { Reader } from "./reader.js";

interface Located {
  readonly location?: { readonly startOffset: number; readonly endOffset?: number | undefined } | undefined;
}

type Item = Token | Located;

const startOf = (item: Item): number =>
  "startOffset" in item ? item.startOffset : (item.location?.startOffset ?? Number.NaN);

const afterOf = (item: Item): number =>
  "startOffset" in item ? endOf(item) : (item.location?.endOffset ?? Number.NaN) + 1;

/** Tokens and nodes of one list in the order of their places, which chevrotain keeps only among those of one name. */
export function inOrder<T extends Item>(items: readonly T[]): readonly T[] {
  return items.toSorted((a, b) => startOf(a) - startOf(b));
}

/** Reports the first two items that stand side by side without a comma. */
export function requireCommas(
  reader: Reader,
  items: readonly Item[] | undefined,
  commas: readonly Token[] | undefined,
): void {
  if (items === undefined || items.length < 2) return;
  let next = 0;
  for (const [at, item] of items.entries()) {
    const following = items[at + 1];
    if (following === undefined) return;
    const comma = commas?.[next];
    if (comma !== undefined && comma.startOffset < startOf(following)) {
      next += 1;
      continue;
    }
    reportMissing(reader, afterOf(item));
    return;
  }
}

function reportMissing(reader: Reader, offset: number): void {
  if (Number.isNaN(offset)) return;
  const span = { file: reader.file, start: offset, end: offset };
  const fixes = [{ title: "Insert `,`", edits: [{ span, newText: "," }] }];
  reader.report(diagnose("AP1008", span, {}, { fixes }));
}
