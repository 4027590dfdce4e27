// Fixes of warnings about a rule's guard: with each, a rule that permits matches less, and one that restricts more.

import type * as ast from "../ast/ast.js";
import { walk } from "../ast/children.js";
import type { Fix } from "../diagnostics/diagnostic.js";
import { insertion } from "../diagnostics/fixes.js";
import type { TypedExpr } from "./typed-expr.js";

/** `runs` to `runs only`, where the rule itself asks. */
export function asking({ kind, span }: TypedExpr, decl: ast.FormDecl): readonly Fix[] {
  if (kind !== "runs") return [];
  const fixes: Fix[] = [];
  walk(decl, (node) => {
    if (node.kind !== "command-test" || node.span.start !== span.start || node.span.file !== span.file)
      return;
    fixes.push(...insertion("Permit nothing else: `runs only`", node.opSpan, " only"));
  });
  return fixes.slice(0, 1);
}

/** `has P and …` to `not has P or …`, where it begins a `when`: without a prediction the rule restricts. */
export function unlessPredicted(condition: ast.Expr, guards: readonly ast.Expr[]): readonly Fix[] {
  const joins = guards.map((guard) => firstJoin(guard, condition)).find((join) => join !== undefined);
  if (joins === undefined) return [];
  const before = { ...condition.span, end: condition.span.start };
  const edits = [
    { span: before, newText: "not " },
    { span: joins.opSpan, newText: "or" },
  ];
  return [{ title: "Restrict without a prediction: `not has … or …`", edits }];
}

/** The join of `condition` with what follows it, where nothing but `and` joins the whole guard from there. */
function firstJoin(guard: ast.Expr, condition: ast.Expr): Join | undefined {
  let here = guard;
  while (here.kind === "binary" && here.op === "and") {
    if (here.left === condition) return here;
    here = here.left;
  }
  return undefined;
}

type Join = Extract<ast.Expr, { readonly kind: "binary" }>;
