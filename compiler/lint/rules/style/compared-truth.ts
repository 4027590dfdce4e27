// style/compared-truth: `a == true`.

import { put, sidesOf } from "../../edits.js";
import type { LintRule } from "../../rule.js";

export const comparedTruth: LintRule = {
  id: "style/compared-truth",
  title: "Truth compared with `true` or `false`",
  recommended: "warning",
  strict: "warning",
  fixes: "keeps-meaning",
  why: `A condition is true or false by itself. \`a == false\` is soon read as \`a\`, where \`not a\` never is. Where the right side is an attribute, the comparison stays.`,
  bad: `policy night { default block }
agent  { id: string, on_call: bool }
action service.restart(service: string) { effect execute, reversible always }

rule may_restart on service.restart { when agent.on_call == true, allow }
//                                         ^^^^^^^^^^^^^^^^^^^^^ style/compared-truth
`,
  good: `policy night { default block }
agent  { id: string, on_call: bool }
action service.restart(service: string) { effect execute, reversible always }

rule may_restart on service.restart { when agent.on_call, allow }
`,
  *check(context) {
    for (const { expr, hidden } of context.expressions) {
      if (expr.kind !== "binary" || (expr.op !== "==" && expr.op !== "!=")) continue;
      const { right } = expr;
      if (right.kind !== "bool") continue;
      const { left } = sidesOf(expr, context);
      const isSame = right.value === (expr.op === "==");
      const text = `${isSame ? "" : "not "}${context.text(left)}`;
      yield {
        span: expr.span,
        message: `this is \`${text}\``,
        fixes: hidden ? [] : [{ title: `Write \`${text}\``, edits: [put(expr.span, text)] }],
      };
    }
  },
};
