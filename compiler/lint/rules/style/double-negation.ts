// style/double-negation: `not not a`, `unless not a`.

import type { FormDecl } from "../../../ast/ast.js";
import type { LintContext } from "../../context.js";
import { behindWord, put } from "../../edits.js";
import type { Finding, LintRule } from "../../rule.js";

export const doubleNegation: LintRule = {
  id: "style/double-negation",
  title: "Negation of a negation",
  recommended: "warning",
  strict: "warning",
  fixes: "keeps-meaning",
  why: `\`unless not P\` is \`when P\`. Two negations are read as one, and then the rule is understood as its opposite. That holds
for what is unknown as well: a rule that permits does not match, any other does.`,
  bad: `policy night { default block }
agent  { id: string, on_call: bool }
action service.restart(service: string) { effect execute, reversible always }

rule may_restart on service.restart {
  unless not agent.on_call
  //     ^^^ style/double-negation
  allow
}
`,
  good: `policy night { default block }
agent  { id: string, on_call: bool }
action service.restart(service: string) { effect execute, reversible always }

rule may_restart on service.restart {
  when agent.on_call
  allow
}
`,
  *check(context) {
    for (const form of context.forms) yield* unlessNot(form, context);
    for (const { expr, hidden } of context.expressions) {
      if (expr.kind !== "unary" || expr.op !== "not") continue;
      const { operand } = expr;
      if (operand.kind !== "unary" || operand.op !== "not") continue;
      const inner = context.text(behindWord(operand.span, "not", context));
      yield {
        span: { ...expr.span, end: expr.span.start + "not".length },
        message: "this negates a negation",
        fixes: hidden ? [] : [{ title: "Take both negations out", edits: [put(expr.span, inner)] }],
      };
    }
  },
};

function* unlessNot({ clauses }: FormDecl, context: LintContext): Iterable<Finding> {
  for (const clause of clauses) {
    if (clause.kind !== "unless") continue;
    const { expr, span } = clause;
    if (expr.kind !== "unary" || expr.op !== "not") continue;
    const text = `when ${context.text(behindWord(expr.span, "not", context))}`;
    // Parentheses around the whole condition end with the clause.
    const isWhole = expr.span.end === span.end;
    yield {
      span: { ...expr.span, end: expr.span.start + "not".length },
      message: "`unless not` is `when`",
      fixes: isWhole ? [{ title: "Write `when`", edits: [put(span, text)] }] : [],
    };
  }
}
