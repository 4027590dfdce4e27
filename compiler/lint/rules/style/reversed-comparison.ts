// style/reversed-comparison: `500 USD < args.amount`.

import type { Expr } from "../../../ast/ast.js";
import { put, sidesOf } from "../../edits.js";
import type { LintRule } from "../../rule.js";

const TURNED: Readonly<Record<string, string>> = {
  ...{ "<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!=" },
};

export const reversedComparison: LintRule = {
  id: "style/reversed-comparison",
  title: "Literal before what it is compared with",
  recommended: "warning",
  strict: "warning",
  fixes: "keeps-meaning",
  why: `A condition is read as a sentence about the request: “the amount is above 500”. Turned round, the operator is turned round as
well, and people mistake \`<\` for “less”.`,
  bad: `policy pay { default block }
agent  { id: string }
action payments.send(amount: money(USD)) { effect write, reversible always }

rule may_pay on payments.send { allow }
rule too_much on payments.send { when 500 USD < args.amount, block "too much at once" }
//                                    ^^^^^^^^^^^^^^^^^^^^^ style/reversed-comparison
`,
  good: `policy pay { default block }
agent  { id: string }
action payments.send(amount: money(USD)) { effect write, reversible always }

rule may_pay on payments.send { allow }
rule too_much on payments.send { when args.amount > 500 USD, block "too much at once" }
`,
  *check(context) {
    for (const { expr, hidden } of context.expressions) {
      if (expr.kind !== "binary" || !isLiteral(expr.left) || expr.right.kind !== "path") continue;
      const op = TURNED[expr.op];
      if (op === undefined) continue;
      const { left, right } = sidesOf(expr, context);
      const text = `${context.text(right)} ${op} ${context.text(left)}`;
      yield {
        span: expr.span,
        message: `this is \`${text}\` turned round`,
        fixes: hidden ? [] : [{ title: `Write \`${text}\``, edits: [put(expr.span, text)] }],
      };
    }
  },
};

function isLiteral({ kind }: Expr): boolean {
  return kind === "number" || kind === "string" || kind === "time";
}
