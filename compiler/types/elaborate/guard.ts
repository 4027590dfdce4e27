// Guards: `when` and `unless` clauses, each read under what the clauses before it prove present.

import type * as ast from "../../ast/ast.js";
import type { AttributePath, TypedExpr } from "../typed-expr.js";
import { visitCondition } from "./coerce.js";
import { demandPresent } from "./presence.js";
import type { Scope } from "./scope.js";

/** The clauses of a guard, in any order: their places tell which comes first. */
export interface GuardClauses {
  readonly when: readonly ast.Expr[];
  readonly unless: readonly ast.Expr[];
}

export interface Guard {
  readonly when: readonly TypedExpr[];
  readonly unless: readonly TypedExpr[];
  /** What is present where the guard holds. */
  readonly present: ReadonlySet<AttributePath>;
}

export function guardOf(
  clauses: GuardClauses,
  before: ReadonlySet<AttributePath>,
  scopeOf: (clause: ast.Expr) => Scope,
): Guard {
  const present = new Set(before);
  const when: TypedExpr[] = [];
  const unless: TypedExpr[] = [];
  for (const { expr, negative } of inOrder(clauses)) {
    const scope = scopeOf(expr);
    const checked = visitCondition(expr, scope);
    // What was reported is not reported again for a later clause.
    for (const path of demandPresent(checked, expr, present, scope)) present.add(path);
    for (const path of negative ? checked.whenFalse : checked.whenTrue) present.add(path);
    (negative ? unless : when).push(checked.expr);
  }
  return { when, unless, present };
}

function inOrder({
  when,
  unless,
}: GuardClauses): readonly { readonly expr: ast.Expr; readonly negative: boolean }[] {
  const all = [
    ...when.map((expr) => ({ expr, negative: false })),
    ...unless.map((expr) => ({ expr, negative: true })),
  ];
  return all.sort((a, b) => a.expr.span.start - b.expr.span.start);
}
