// Finds the clauses of a form. Which may stand, which must, and how often, the parser has seen to.

import type { Clause, ClauseKind, ClauseOf, FormDecl } from "../ast/ast.js";

/** The first clause of a kind. */
export function clauseOf<K extends ClauseKind>(form: FormDecl, kind: K): ClauseOf<K> | undefined {
  return form.clauses.find(
    (clause): clause is Extract<Clause, { readonly kind: K }> => clause.kind === kind,
  ) as ClauseOf<K> | undefined;
}

/** All clauses of a kind, in their order. */
export function clausesOf<K extends ClauseKind>(form: FormDecl, kind: K): readonly ClauseOf<K>[] {
  return form.clauses.filter((clause) => clause.kind === kind) as readonly Clause[] as readonly ClauseOf<K>[];
}
