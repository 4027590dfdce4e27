// correctness/catch-all-pattern: `like "*"`.

import type * as ast from "../../../ast/ast.js";
import type { LintContext } from "../../context.js";
import { chainsOf, without } from "../../edits.js";
import { stringsOf } from "../../literals.js";
import type { Fix } from "../../../diagnostics/diagnostic.js";
import type { LintRule } from "../../rule.js";

const EVERYTHING: ReadonlySet<string> = new Set(["*", "**", "/**"]);

export const catchAllPattern: LintRule = {
  id: "correctness/catch-all-pattern",
  title: "Pattern that fits everything",
  recommended: "warning",
  strict: "warning",
  fixes: "keeps-meaning",
  why: `The condition looks like a restriction and is none: every text fits. Mostly it is what is left of a trial, and the pattern that
was meant never came back.`,
  bad: `policy files { default block }
agent  { id: string, role: reader | guest }
action files.read(path: path) { reads path, effect read, reversible always }

rule readers on files.read { when agent.role == reader and args.path like "/**", allow }
//                                                                        ^^^^^ correctness/catch-all-pattern
`,
  good: `policy files { default block }
agent  { id: string, role: reader | guest }
action files.read(path: path) { reads path, effect read, reversible always }

rule readers on files.read { when agent.role == reader and args.path like "/srv/shared/**", allow }
`,
  *check(context) {
    const parts = partsOfChains(context);
    for (const { expr, hidden } of context.expressions) {
      if (expr.kind !== "binary" || (expr.op !== "like" && expr.op !== "not like")) continue;
      const isPath = context.typeOf(expr.left)?.kind === "path";
      const found = stringsOf(expr.right).find(({ value }) => isAll(value, isPath));
      if (found === undefined) continue;
      const removal = expr.op === "like" && !hidden ? parts.get(expr) : undefined;
      yield { span: found.span, message: "every text fits this pattern", fixes: removal ? [removal] : [] };
    }
  },
};

function isAll(pattern: string, isPath: boolean): boolean {
  return EVERYTHING.has(pattern) && (!isPath || pattern !== "*");
}

/** Of what `and` joins, a part that is always true can be left out. */
function partsOfChains(context: LintContext): ReadonlyMap<ast.Expr, Fix> {
  const found = new Map<ast.Expr, Fix>();
  for (const { parts } of chainsOf("and", context.expressions, context))
    for (const [index, { expr }] of parts.entries())
      found.set(expr, { title: "Take the condition out", edits: without(parts, new Set([index])) });
  return found;
}
