// correctness/duplicate-code: one reason code for two rules.

import { repeatsIn } from "../../repeats.js";
import type { LintRule } from "../../rule.js";

export const duplicateCode: LintRule = {
  id: "correctness/duplicate-code",
  title: "Reason code of two rules",
  recommended: "warning",
  strict: "warning",
  fixes: "none",
  why: `Alerts, tickets and runbooks go by the code. Where two rules have the same one, whoever is called at night opens the wrong
page. Mostly the rule was copied with its code.`,
  bad: `policy pay { default block }
agent  { id: string }
action payments.send(amount: money(USD), to: string) { effect write, reversible always }

rule may_pay on payments.send { allow }
rule nothing_negative on payments.send { when args.amount <= 0 USD, block "an amount is positive", code "PAY-001" }
rule somebody on payments.send {
  when  args.to == ""
  block "payments go to somebody"
  code  "PAY-001"
  //    ^^^^^^^^^ correctness/duplicate-code
}
`,
  good: `policy pay { default block }
agent  { id: string }
action payments.send(amount: money(USD), to: string) { effect write, reversible always }

rule may_pay on payments.send { allow }
rule nothing_negative on payments.send { when args.amount <= 0 USD, block "an amount is positive", code "PAY-001" }
rule somebody on payments.send {
  when  args.to == ""
  block "payments go to somebody"
  code  "PAY-002"
}
`,
  *check({ forms }) {
    const codes = forms.flatMap(({ clauses }) =>
      clauses.flatMap((clause) => (clause.kind === "code" ? [clause.value] : [])),
    );
    for (const { item, first } of repeatsIn(codes, ({ value }) => value))
      yield {
        span: item.span,
        message: `another rule has the code ${JSON.stringify(item.value)}`,
        related: [{ span: first.span, message: "given here" }],
      };
  },
};
