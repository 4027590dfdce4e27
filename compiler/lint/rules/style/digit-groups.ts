// style/digit-groups: `1000000`.

import { put } from "../../edits.js";
import type { LintRule } from "../../rule.js";

const LONG = /^\d{5,}/u;

export const digitGroups: LintRule = {
  id: "style/digit-groups",
  title: "Long number without groups",
  recommended: "warning",
  strict: "warning",
  fixes: "keeps-meaning",
  why: `A bound that is ten times too high looks like the right one: \`100000\` and \`1000000\` differ in a nought. Underscores
between groups of three let it be seen.`,
  bad: `policy pay { default block }
agent  { id: string }
action payments.send(amount: money(USD)) { effect write, reversible always }

rule small on payments.send { when args.amount <= 100000 USD, allow }
//                                                ^^^^^^^^^^ style/digit-groups
`,
  good: `policy pay { default block }
agent  { id: string }
action payments.send(amount: money(USD)) { effect write, reversible always }

rule small on payments.send { when args.amount <= 100_000 USD, allow }
`,
  *check(context) {
    for (const { expr } of context.expressions) {
      const text = expr.kind === "number" ? context.text(expr.span) : "";
      const [digits] = LONG.exec(text) ?? [];
      if (digits === undefined) continue;
      const grouped = digits.replace(/\B(?=(?:\d{3})+$)/gu, "_");
      const at = { ...expr.span, end: expr.span.start + digits.length };
      yield {
        span: expr.span,
        message: `this number is easier to read as \`${grouped}\``,
        fixes: [{ title: `Write \`${grouped}\``, edits: [put(at, grouped)] }],
      };
    }
  },
};
