// Calls with more arguments than there are parameters.

import type * as ast from "../../ast/ast.js";
import type { Fix } from "../../diagnostics/diagnostic.js";
import { remove, upTo } from "../../diagnostics/edits.js";

type Call = Extract<ast.Expr, { readonly kind: "call" }>;

/** Drops the arguments behind the first `expected`; nothing where parentheses may stand around one of them. */
export function withoutFurther({ args, span }: Call, expected: number): readonly Fix[] {
  const kept = args.slice(0, expected).at(-1);
  const last = args.at(-1);
  if (kept === undefined || last === undefined || args.length <= expected) return [];
  const plain = args.slice(expected - 1).every(isPlain);
  if (!plain || span.end !== last.span.end + 1) return [];
  const dropped = args.length - expected;
  return [
    remove(
      upTo(kept.span, last.span),
      `Remove ${dropped === 1 ? "the last argument" : `the last ${dropped}`}`,
    ),
  ];
}

function isPlain(expr: ast.Expr): boolean {
  return ["path", "number", "string", "bool"].includes(expr.kind);
}
