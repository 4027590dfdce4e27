// The fix of a verdict that cannot stand, or had better not: `block`, which no verdict is stricter than.

import type * as ast from "../ast/ast.js";
import type { Fix } from "../diagnostics/diagnostic.js";
import { rewriting } from "../diagnostics/fixes.js";

/** Puts `block` in the place of a verdict and of whom it asks; its reason stays. */
export function blocking({ span, reason }: ast.Verdict): readonly Fix[] {
  return rewriting(
    "Replace with `block`",
    { ...span, end: reason?.span.start ?? span.end },
    reason === undefined ? "block" : "block ",
  );
}
