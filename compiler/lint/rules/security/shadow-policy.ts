// security/shadow-policy: `mode shadow` in the header.

import { put } from "../../edits.js";
import { changing, type LintRule } from "../../rule.js";

export const shadowPolicy: LintRule = {
  id: "security/shadow-policy",
  title: "Policy that enforces nothing",
  recommended: "warning",
  strict: "error",
  fixes: "changes-meaning",
  why: `In \`mode shadow\` everything is decided, logged and let through. That is for the first days of a policy, and it is easily
forgotten: everything looks as if it worked. To try a single rule, give that rule \`mode shadow\`.`,
  bad: `policy pay {
  mode    shadow
  //      ^^^^^^ security/shadow-policy
  default block
}
agent  { id: string }
action payments.send(to: string) { effect write, reversible always }
rule may_pay on payments.send { allow }
`,
  good: `policy pay {
  mode    enforce
  default block
}
agent  { id: string }
action payments.send(to: string) { effect write, reversible always }
rule may_pay on payments.send { allow }
`,
  *check({ forms }) {
    for (const { form, clauses } of forms) {
      if (form !== "policy") continue;
      for (const clause of clauses)
        if (clause.kind === "mode" && clause.mode.text === "shadow") {
          const { span } = clause.mode;
          yield {
            span,
            message: "this policy enforces nothing",
            fixes: changing([{ title: "Enforce it", edits: [put(span, "enforce")] }]),
          };
        }
    }
  },
};
