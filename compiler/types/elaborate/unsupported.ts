// What the language has and this version does not: refused with one message where it stands.

import type * as ast from "../../ast/ast.js";
import { diagnose } from "../../diagnostics/diagnose.js";
import type { Span } from "../../source/source.js";
import { bad, type Checked } from "./checked.js";
import { refuse, type Scope } from "./scope.js";

/** Reports that `feature`, in the author's words, is not supported; the expression is then bad. */
export function refuseFeature(feature: string, at: { readonly span: Span }, scope: Scope): Checked {
  return refuse(scope, at, diagnose("AP3001", at.span, { feature }));
}

/** `limits[args.tool]`: refused, unless the map's declaration was. */
export function refuseElement(expr: Extract<ast.Expr, { readonly kind: "index" }>, scope: Scope): Checked {
  if (scope.names.refused.has(expr.object.parts[0]?.text ?? "")) return bad(expr.span);
  return refuseFeature("an element of a map", expr, scope);
}
