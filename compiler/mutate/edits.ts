// Edits that several operators make.

import type * as ast from "../ast/ast.js";
import type { Span } from "../source/source.js";
import type { Edit, Site } from "./mutation.js";

interface Spanned {
  readonly span: Span;
}

export function replaced({ span }: Spanned, text: string): Edit {
  return { span, text };
}

/** Takes out one of several things that are separated by commas, blanks or line ends; the only one stays. */
function without(items: readonly Spanned[], index: number): readonly Edit[] {
  const [before, item, after] = [items[index - 1], items[index], items[index + 1]];
  if (item === undefined) return [];
  if (after !== undefined) return [{ span: { ...item.span, end: after.span.start }, text: "" }];
  return before === undefined ? [] : [{ span: { ...item.span, start: before.span.end }, text: "" }];
}

/** Each of several things taken out by itself. */
export function withoutEach(items: readonly Spanned[]): readonly Edit[] {
  return items.flatMap((_, index) => without(items, index));
}

/** A clause of a form taken out. */
export function withoutClause(node: ast.Clause, { declaration }: Site): readonly Edit[] {
  if (declaration.kind !== "form") return [];
  return without(declaration.clauses, declaration.clauses.indexOf(node));
}

/** Both sides of a binary expression, with the parentheses that stand around them. */
export function sidesOf({ span, opSpan }: ast.BinaryExpr, { text }: Site): { left: Span; right: Span } {
  const before = { ...span, end: opSpan.start };
  const after = { ...span, start: opSpan.end };
  return {
    left: { ...before, end: before.start + text(before).trimEnd().length },
    right: { ...after, start: after.end - text(after).trimStart().length },
  };
}
