// A mutation in a few words: what a case that tells it is called, and what it is for.

import type { SourceFile } from "../source/source.js";
import type { Mutation } from "./mutation.js";

/** `large_payment: >=, not >`; `large_payment needs when args.amount >= 10_000 USD`; `large_payment matters`. */
export function caseName(
  { owner, operator, declaration, span, text: put }: Mutation,
  { text }: SourceFile,
): string {
  const name = owner.slice(owner.lastIndexOf(".") + 1);
  const was = short(text.slice(span.start, span.end));
  const is = short(put);
  if (operator === "rule" && span.start === declaration.span.start) return `${name} matters`;
  return is === "" ? `${name} needs ${was}` : `${name}: ${was}, not ${is}`;
}

const MOST = 50;

/** On one line, without the comma or blank that separates it from others. */
function short(text: string): string {
  const line = text.replace(/\s+/g, " ").replace(/^[ ,]+|[ ,]+$/g, "");
  return line.length > MOST ? `${line.slice(0, MOST - 1)}…` : line;
}
