// Fixes of numbers that are written out: their sign, their currency, and the ends of ranges.

import type * as ast from "../../ast/ast.js";
import type { Fix } from "../../diagnostics/diagnostic.js";
import { removal, rewriting } from "../../diagnostics/fixes.js";

/** `-5m` as `5m`: a span of time has a length and no direction. */
export function withoutMinus(expr: ast.Expr): readonly Fix[] {
  if (expr.kind !== "unary" || expr.op !== "-" || expr.operand.kind !== "number") return [];
  if (expr.span.end !== expr.operand.span.end || /^[0.]*$/u.test(expr.operand.digits)) return [];
  return removal("Remove the minus", { ...expr.span, end: expr.operand.span.start });
}

/** The same amount in another currency. */
export function inCurrency({ span, digits }: ast.NumberLit, currency: string): readonly Fix[] {
  const { file, end } = span;
  const code = { file, start: end - currency.length, end };
  return rewriting(`Write \`${digits} ${currency}\``, code, currency);
}

/** `5..1` as `1..5`; nothing where an end is no number and no word. */
export function swapped({ low, high }: Extract<ast.Expr, { readonly kind: "range" }>): readonly Fix[] {
  const [first, last] = [textOf(low), textOf(high)];
  if (first === undefined || last === undefined) return [];
  const edits = [
    { span: low.span, newText: last },
    { span: high.span, newText: first },
  ];
  return [{ title: `Write \`${last}..${first}\``, edits }];
}

function textOf(expr: ast.Expr): string | undefined {
  if (expr.kind === "unary" && expr.op === "-" && expr.operand.kind === "number")
    return `-${writtenNumber(expr.operand)}`;
  if (expr.kind === "number") return writtenNumber(expr);
  return expr.kind === "path" ? expr.parts.map(({ text }) => text).join(".") : undefined;
}

/** Without the underscores. */
function writtenNumber({ digits, unit, currency }: ast.NumberLit): string {
  return `${digits}${unit ?? ""}${currency === undefined ? "" : ` ${currency}`}`;
}
