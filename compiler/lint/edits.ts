// Places that fixes speak of: sides of operators with the parentheses around them, chains, items and clauses taken out.
//
// The span of a binary or unary expression holds the parentheses of its operands, but none that stand around itself.

import type * as ast from "../ast/ast.js";
import type { TextEdit } from "../diagnostics/diagnostic.js";
import type { Span } from "../source/source.js";

/** The text of a place, by which blanks are left out at its ends. */
export interface Texts {
  readonly text: (span: Span) => string;
}

function trimmed(span: Span, texts: Texts): Span {
  const whole = texts.text(span);
  const start = span.start + (whole.length - whole.trimStart().length);
  return { ...span, start, end: start + whole.trim().length };
}

/** Both sides of a binary expression. */
export function sidesOf({ span, opSpan }: ast.BinaryExpr, texts: Texts): { left: Span; right: Span } {
  return {
    left: trimmed({ ...span, end: opSpan.start }, texts),
    right: trimmed({ ...span, start: opSpan.end }, texts),
  };
}

/** What stands after `not` or another word that begins `span`. */
export function behindWord(span: Span, word: string, texts: Texts): Span {
  return trimmed({ ...span, start: span.start + word.length }, texts);
}

export interface Part {
  readonly expr: ast.Expr;
  /** With the parentheses around it. */
  readonly span: Span;
}

/** What one operator joins, in the order of the text: `a or b or c` has three parts, `(a or b) or c` two. */
function chainOf(node: ast.BinaryExpr, texts: Texts): readonly Part[] {
  const parts: Part[] = [];
  let here = node;
  for (;;) {
    const { left, right } = sidesOf(here, texts);
    parts.push({ expr: here.right, span: right });
    const next = here.left;
    if (next.kind !== "binary" || next.op !== node.op || next.span.start !== here.span.start) {
      parts.push({ expr: next, span: left });
      return parts.reverse();
    }
    here = next;
  }
}

/** The chains of an operator among expressions in which parents stand before children, each once and as a whole. */
export function* chainsOf(
  op: "and" | "or",
  expressions: Iterable<{ readonly expr: ast.Expr; readonly hidden: boolean }>,
  texts: Texts,
): Iterable<{ readonly node: ast.BinaryExpr; readonly parts: readonly Part[]; readonly hidden: boolean }> {
  const inner = new Set<ast.Expr>();
  for (const { expr, hidden } of expressions) {
    if (expr.kind !== "binary" || expr.op !== op) continue;
    const isUnparenthesised = expr.left.span.start === expr.span.start;
    if (isUnparenthesised && expr.left.kind === "binary" && expr.left.op === op) inner.add(expr.left);
    if (!inner.has(expr)) yield { node: expr, parts: chainOf(expr, texts), hidden };
  }
}

/** Takes one that is not the first out, with what separates it from the one before. */
export function withoutLater(items: readonly { readonly span: Span }[], index: number): TextEdit[] {
  const [before, item] = [items[index - 1], items[index]];
  if (before === undefined || item === undefined) return [];
  return [{ span: { ...item.span, start: before.span.end }, newText: "" }];
}

/** Takes parts, items or clauses out, with what separates them; one of them stays. */
export function without(items: readonly { readonly span: Span }[], out: ReadonlySet<number>): TextEdit[] {
  const stays = items.findIndex((_, index) => !out.has(index));
  return items.flatMap(({ span }, index): TextEdit[] => {
    if (!out.has(index)) return [];
    const before = items[index - 1]?.span;
    const after = items[index + 1]?.span;
    if (index > stays && before !== undefined) return [{ span: { ...span, start: before.end }, newText: "" }];
    return after === undefined ? [] : [{ span: { ...span, end: after.start }, newText: "" }];
  });
}

/** `"a"`, as a policy has it. */
export function put(span: Span, newText: string): TextEdit {
  return { span, newText };
}

/** Puts text in before a place. */
export function before(span: Span, newText: string): TextEdit {
  return { span: { ...span, end: span.start }, newText };
}

/** Puts text in behind a place. */
export function behind(span: Span, newText: string): TextEdit {
  return { span: { ...span, start: span.end }, newText };
}
