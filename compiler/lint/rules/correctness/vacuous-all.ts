// correctness/vacuous-all: `all x in xs: …` permits where there is no x.

import { before } from "../../edits.js";
import { flat, isAttribute } from "../../literals.js";
import { changing, type LintRule } from "../../rule.js";

export const vacuousAll: LintRule = {
  id: "correctness/vacuous-all",
  title: "Permitted where the list is empty",
  recommended: "warning",
  strict: "error",
  fixes: "changes-meaning",
  why: `\`all x in xs: P\` is true where \`xs\` is empty: there is no \`x\` that would break it. A rule that permits by it permits the
request that names nothing at all, which many tools take for “everything”. Ask \`size(xs) > 0\` as well.`,
  bad: `policy mail { default block }
agent  { id: string }
action email.send(to: list<string>) { effect write, reversible always }

rule inside on email.send {
  when all address in args.to: address like "*@corp.example"
  //   ^^^ correctness/vacuous-all
  allow
}
`,
  good: `policy mail { default block }
agent  { id: string }
action email.send(to: list<string>) { effect write, reversible always }

rule inside on email.send {
  when size(args.to) > 0 and (all address in args.to: address like "*@corp.example")
  allow
}
`,
  *check(context) {
    for (const { expr, leaning, form } of context.questions) {
      if (expr.kind !== "quantifier" || expr.quantifier !== "all" || leaning !== "permits") continue;
      if (!isAttribute(expr.over)) continue;
      const list = context.text(expr.over.span);
      const asked = flat(context.text(form.span)).replaceAll(" ", "");
      if (asked.includes(`size(${list})`)) continue;
      yield {
        span: { ...expr.span, end: expr.span.start + "all".length },
        message: `this holds where \`${list}\` is empty`,
        fixes: changing([
          {
            title: `Ask \`size(${list}) > 0\` as well`,
            edits: [before(expr.span, `size(${list}) > 0 and `)],
          },
        ]),
      };
    }
  },
};
