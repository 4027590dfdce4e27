// correctness/compared-with-itself: `args.from == args.from`.

import { sidesOf } from "../../edits.js";
import { flat } from "../../literals.js";
import type { LintRule } from "../../rule.js";

const COMPARING: ReadonlySet<string> = new Set(["==", "!=", "<", "<=", ">", ">="]);

export const comparedWithItself: LintRule = {
  id: "correctness/compared-with-itself",
  title: "Value compared with itself",
  recommended: "warning",
  strict: "error",
  fixes: "none",
  why: `Both sides are the same value, so the comparison says nothing about the request. Mostly one side was copied and was meant to
become another attribute.`,
  bad: `policy bank { default block }
agent  { id: string }
action account.move(source: string, target: string) { effect write, reversible always }

rule may_move on account.move { allow }
rule no_circle on account.move { when args.source == args.source, block "nothing would move" }
//                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^ correctness/compared-with-itself
`,
  good: `policy bank { default block }
agent  { id: string }
action account.move(source: string, target: string) { effect write, reversible always }

rule may_move on account.move { allow }
rule no_circle on account.move { when args.source == args.target, block "nothing would move" }
`,
  *check(context) {
    for (const { expr } of context.expressions) {
      if (expr.kind !== "binary" || !COMPARING.has(expr.op)) continue;
      const { left, right } = sidesOf(expr, context);
      if (flat(context.text(left)) !== flat(context.text(right))) continue;
      yield { span: expr.span, message: "both sides are the same value" };
    }
  },
};
