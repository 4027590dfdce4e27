// security/evaded-by-case: a rule that restricts by an address or host in a plain string.

import { put, sidesOf } from "../../edits.js";
import { textQuestions } from "../../patterns.js";
import { changing, type LintRule } from "../../rule.js";

const ADDRESS = /@|^(?:[\w*-]+\.)+[a-z]{2,}$/iu;

export const evadedByCase: LintRule = {
  id: "security/evaded-by-case",
  title: "Restriction that capitals evade",
  recommended: "warning",
  strict: "error",
  fixes: "changes-meaning",
  why: `Strings are compared letter by letter, while mail and DNS take \`Press@Corp.example\` for \`press@corp.example\`. A rule that
restricts by such a text does not match the other spelling, and the action goes through. Compare \`lower(…)\`, or give the argument
the type \`host\` or \`url\`, which are read in their normal form.`,
  bad: `policy mail { default block }
agent  { id: string }
action email.send(to: string, body: string) { effect write, reversible always }

rule may_mail on email.send { allow }
rule no_press on email.send {
  when  args.to == "press@corp.example"
  //    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ security/evaded-by-case
  block "the press office writes itself"
}
`,
  good: `policy mail { default block }
agent  { id: string }
action email.send(to: string, body: string) { effect write, reversible always }

rule may_mail on email.send { allow }
rule no_press on email.send {
  when  lower(args.to) == "press@corp.example"
  block "the press office writes itself"
}
`,
  *check(context) {
    for (const { expr, strings, leaning } of textQuestions(context, ["==", "in", "like"])) {
      if (leaning !== "restricts" || context.typeOf(expr.left)?.kind !== "string") continue;
      if (expr.left.kind !== "path" || !strings.some(({ value }) => ADDRESS.test(value))) continue;
      const left = context.text(sidesOf(expr, context).left);
      const capitals = strings.filter(({ value }) => value !== value.toLowerCase());
      const edits = [
        put(expr.left.span, `lower(${left})`),
        ...capitals.map(({ span, value }) => put(span, JSON.stringify(value.toLowerCase()))),
      ];
      yield {
        span: expr.span,
        message: `another spelling of \`${left}\` by capitals is not restricted`,
        fixes: changing([{ title: `Compare \`lower(${left})\``, edits }]),
      };
    }
  },
};
