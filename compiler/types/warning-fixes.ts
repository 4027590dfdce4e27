// Fixes of warnings about a rule's guard: with each, a rule that permits matches less, and one that restricts more.

import type * as ast from "../ast/ast.js";
import { walk } from "../ast/children.js";
import type { Fix } from "../diagnostics/diagnostic.js";
import { insertion } from "../diagnostics/fixes.js";

/** `runs` to `runs only`, where the rule itself asks and not a let: by the place where the question begins. */
export function askings(decl: ast.FormDecl): ReadonlyMap<number, readonly Fix[]> {
  const fixes = new Map<number, readonly Fix[]>();
  walk(decl, (node) => {
    if (node.kind === "command-test" && node.op === "runs" && node.touching === undefined)
      fixes.set(node.span.start, insertion("Permit nothing else: `runs only`", node.opSpan, " only"));
  });
  return fixes;
}

/**
 * `has P and …` to `not has P or …`, where nothing but `and` joins a guard and `condition` is the first of what it joins:
 * without a prediction the rule restricts.
 */
export function unlessPredicted(condition: ast.Expr, join: Join | undefined): readonly Fix[] {
  if (join?.left !== condition) return [];
  const before = { ...condition.span, end: condition.span.start };
  const edits = [
    { span: before, newText: "not " },
    { span: join.opSpan, newText: "or" },
  ];
  return [{ title: "Restrict without a prediction: `not has … or …`", edits }];
}

/** The first `and` of a guard that nothing else joins. */
export function firstJoin(guard: ast.Expr): Join | undefined {
  let join: Join | undefined;
  for (let here = guard; here.kind === "binary" && here.op === "and"; here = here.left) join = here;
  return join;
}

type Join = Extract<ast.Expr, { readonly kind: "binary" }>;
