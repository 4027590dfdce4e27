// Calls with more arguments than there are parameters.

import type * as ast from "../../ast/ast.js";
import type { Fix } from "../../diagnostics/diagnostic.js";
import { upTo } from "../../diagnostics/edits.js";
import { removal } from "../../diagnostics/fixes.js";

type Call = Extract<ast.Expr, { readonly kind: "call" }>;

/** Drops the arguments behind the first `expected`; nothing where parentheses may stand around the last that stays or goes. */
export function withoutFurther({ args, callee, span }: Call, expected: number): readonly Fix[] {
  const kept = args.slice(0, expected).at(-1);
  const last = args.at(-1);
  if (kept === undefined || last === undefined || args.length <= expected) return [];
  const begins = expected === 1 ? kept.span.start === callee.span.end + 1 : kept.kind === "string";
  if (!begins || span.end !== last.span.end + 1) return [];
  const dropped = args.length - expected;
  return removal(
    `Remove ${dropped === 1 ? "the last argument" : `the last ${dropped}`}`,
    upTo(kept.span, last.span),
  );
}
