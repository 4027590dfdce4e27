// correctness/repeated-operand: `a and b and a`.

import { chainsOf, withoutLater } from "../../edits.js";
import { flat } from "../../literals.js";
import { repeatsIn } from "../../repeats.js";
import type { LintRule } from "../../rule.js";

export const repeatedOperand: LintRule = {
  id: "correctness/repeated-operand",
  title: "Condition said twice",
  recommended: "warning",
  strict: "warning",
  fixes: "keeps-meaning",
  why: `The second time says nothing. Mostly a line was copied and one of the copies was meant to be changed, so look first at
what is missing.`,
  bad: `policy deploys { default block }
agent   { id: string, role: deployer | lead }
context { frozen: bool, tested: bool, reviewed: bool }
action  deploy.rollout(build: string) { effect write, reversible always }

rule rollout on deploy.rollout {
  when context.tested and not context.frozen and context.tested
  //                                             ^^^^^^^^^^^^^^ correctness/repeated-operand
  allow
}
`,
  good: `policy deploys { default block }
agent   { id: string, role: deployer | lead }
context { frozen: bool, tested: bool, reviewed: bool }
action  deploy.rollout(build: string) { effect write, reversible always }

rule rollout on deploy.rollout {
  when context.tested and not context.frozen and context.reviewed
  allow
}
`,
  *check(context) {
    for (const op of ["and", "or"] as const)
      for (const { parts, hidden } of chainsOf(op, context.expressions, context))
        for (const { item, index, first } of repeatsIn(parts, ({ expr }) => flat(context.text(expr.span))))
          yield {
            span: item.span,
            message: "this condition stands here already",
            related: [{ span: first.span, message: "said here first" }],
            fixes: hidden ? [] : [{ title: "Take the repetition out", edits: withoutLater(parts, index) }],
          };
  },
};
