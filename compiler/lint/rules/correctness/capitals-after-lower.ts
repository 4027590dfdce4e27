// correctness/capitals-after-lower: `lower(x) == "Corp"`.

import { put } from "../../edits.js";
import { stringsOf } from "../../literals.js";
import { changing, type LintRule } from "../../rule.js";

export const capitalsAfterLower: LintRule = {
  id: "correctness/capitals-after-lower",
  title: "Capitals that `lower` has taken away",
  recommended: "warning",
  strict: "error",
  fixes: "changes-meaning",
  why: `What \`lower(…)\` gives has no capitals, so it is never equal to a text with one, and no pattern with one fits it. The condition
never holds, whatever is sent.`,
  bad: `policy mail { default block }
agent  { id: string }
action email.send(to: string) { effect write, reversible always }

rule may_mail on email.send { allow }
rule no_press on email.send { when lower(args.to) == "Press@corp.example", block "the press office writes itself" }
//                                                   ^^^^^^^^^^^^^^^^^^^^ correctness/capitals-after-lower
`,
  good: `policy mail { default block }
agent  { id: string }
action email.send(to: string) { effect write, reversible always }

rule may_mail on email.send { allow }
rule no_press on email.send { when lower(args.to) == "press@corp.example", block "the press office writes itself" }
`,
  *check({ expressions }) {
    for (const { expr } of expressions) {
      if (expr.kind !== "binary" || expr.op === "matches") continue;
      if (expr.left.kind !== "call" || expr.left.callee.text !== "lower") continue;
      for (const { span, value } of stringsOf(expr.right)) {
        const text = JSON.stringify(value.toLowerCase());
        if (value === value.toLowerCase()) continue;
        yield {
          span,
          message: "this has capitals, and the other side has none",
          fixes: changing([{ title: `Write ${text}`, edits: [put(span, text)] }]),
        };
      }
    }
  },
};
