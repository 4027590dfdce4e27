// correctness/repeated-item: `in [a, b, a]`.

import type * as ast from "../../../ast/ast.js";
import { withoutLater } from "../../edits.js";
import { flat } from "../../literals.js";
import type { LintContext } from "../../context.js";
import { repeatsIn } from "../../repeats.js";
import type { LintRule } from "../../rule.js";

const OF_SETS: ReadonlySet<string> = new Set(["in", "not in", "like", "not like"]);

export const repeatedItem: LintRule = {
  id: "correctness/repeated-item",
  title: "Item that stands in its list twice",
  recommended: "warning",
  strict: "warning",
  fixes: "keeps-meaning",
  why: `What is in a list once is in it. Mostly the line was copied and the second item was meant to be another one; and whoever
takes the item out later takes out one of two.`,
  bad: `policy deploys { default block }
agent  { id: string, role: deployer | lead | responder | guest }
action deploy.rollout(build: string) { effect write, reversible always }

rule rollout on deploy.rollout { when agent.role in [deployer, lead, deployer], allow }
//                                                                   ^^^^^^^^ correctness/repeated-item
`,
  good: `policy deploys { default block }
agent  { id: string, role: deployer | lead | responder | guest }
action deploy.rollout(build: string) { effect write, reversible always }

rule rollout on deploy.rollout { when agent.role in [deployer, lead, responder], allow }
`,
  *check(context) {
    for (const items of listsIn(context))
      for (const { item, index, first } of repeatsIn(items, ({ span }) => flat(context.text(span))))
        yield {
          span: item.span,
          message: `${context.text(item.span)} stands in this list already`,
          related: [{ span: first.span, message: "said here first" }],
          fixes: [{ title: "Take the repetition out", edits: withoutLater(items, index) }],
        };
  },
};

/** Lists of which only it counts what is in them. */
function listsIn(context: LintContext): readonly (readonly (ast.Expr | ast.Ident)[])[] {
  const asked = context.expressions.flatMap(({ expr }) =>
    expr.kind === "binary" && OF_SETS.has(expr.op) && expr.right.kind === "list" ? [expr.right.items] : [],
  );
  const zones = context.declarations.flatMap((each) => (each.kind === "zone" ? [each.entries] : []));
  return [...asked, ...zones];
}
