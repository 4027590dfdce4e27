// style/negated-comparison: `not (a == b)`.

import type { BinaryExpr, Expr } from "../../../ast/ast.js";
import type { LintRule } from "../../rule.js";
import { put, sidesOf } from "../../edits.js";

/** How two attributes are ordered is a question of its own to the prover: its opposite is another, so nothing is proved. */
function isBetweenAttributes({ op, left, right }: BinaryExpr): boolean {
  const isRead = ({ kind }: Expr): boolean => kind === "path" || kind === "index" || kind === "call";
  const isMember = (expr: Expr): boolean => expr.kind === "path" && expr.parts.length === 1;
  return (
    ["<", "<=", ">", ">="].includes(op) && [left, right].every((each) => isRead(each) && !isMember(each))
  );
}

const NEGATED: Readonly<Record<string, string>> = {
  ...{ "==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">" },
  ...{ in: "not in", "not in": "in", like: "not like", "not like": "like" },
};

export const negatedComparison: LintRule = {
  id: "style/negated-comparison",
  title: "Comparison under `not`",
  recommended: "warning",
  strict: "warning",
  fixes: "keeps-meaning",
  why: `Every comparison has an operator that says its opposite. \`not (a == b)\` has to be turned round in the head, and with
\`not a == b and c\` nobody is sure what the \`not\` reaches.`,
  bad: `policy pay { default block }
agent  { id: string, role: clerk | lead }
action payments.send(amount: money(USD)) { effect write, reversible always }

rule may_pay on payments.send { allow }
rule leads_alone on payments.send {
  when  not (agent.role == lead) and args.amount > 500 USD
  //    ^^^^^^^^^^^^^^^^^^^^^^^^ style/negated-comparison
  block "large payments are made by leads"
}
`,
  good: `policy pay { default block }
agent  { id: string, role: clerk | lead }
action payments.send(amount: money(USD)) { effect write, reversible always }

rule may_pay on payments.send { allow }
rule leads_alone on payments.send {
  when  agent.role != lead and args.amount > 500 USD
  block "large payments are made by leads"
}
`,
  *check(context) {
    for (const { expr, hidden } of context.expressions) {
      if (expr.kind !== "unary" || expr.op !== "not" || expr.operand.kind !== "binary") continue;
      const opposite = NEGATED[expr.operand.op];
      if (opposite === undefined) continue;
      const { left, right } = sidesOf(expr.operand, context);
      const text = `${context.text(left)} ${opposite} ${context.text(right)}`;
      yield {
        span: expr.span,
        message: `\`not\` with \`${expr.operand.op}\` is \`${opposite}\``,
        fixes:
          hidden || isBetweenAttributes(expr.operand)
            ? []
            : [{ title: `Compare by \`${opposite}\``, edits: [put(expr.span, text)] }],
      };
    }
  },
};
