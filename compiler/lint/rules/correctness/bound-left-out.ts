// correctness/bound-left-out: `< 500` here, `> 500` there, and 500 nowhere.

import type * as ast from "../../../ast/ast.js";
import type { LintContext } from "../../context.js";
import { put, sidesOf } from "../../edits.js";
import { flat, isAttribute, numberOf } from "../../literals.js";
import { groupedBy } from "../../repeats.js";
import { changing, type Finding, type LintRule } from "../../rule.js";

export const boundLeftOut: LintRule = {
  id: "correctness/bound-left-out",
  title: "Bound that falls between two rules",
  recommended: "warning",
  strict: "warning",
  fixes: "changes-meaning",
  why: `One rule speaks of what is less than a bound, another of what is more, and none of the bound itself. People choose round
numbers, so that is what is asked most often, and it gets the default.`,
  bad: `policy pay { default block }
agent  { id: string, owner?: string }
action payments.send(amount: money(USD)) { effect write, reversible always }
group  treasury = ["ana@corp.example", "ben@corp.example"]

rule small on payments.send { when args.amount < 500 USD, allow }
rule large on payments.send { when args.amount > 500 USD, allow once approved by treasury }
//                                             ^ correctness/bound-left-out
`,
  good: `policy pay { default block }
agent  { id: string, owner?: string }
action payments.send(amount: money(USD)) { effect write, reversible always }
group  treasury = ["ana@corp.example", "ben@corp.example"]

rule small on payments.send { when args.amount < 500 USD, allow }
rule large on payments.send { when args.amount >= 500 USD, allow once approved by treasury }
`,
  *check(context) {
    const asked = groupedBy(comparisonsIn(context), ({ subject, bound }) => `${subject} ${bound}`);
    for (const alike of asked.values()) yield* leftOut(alike, context);
  },
};

/** Of comparisons of one attribute with one bound. */
function* leftOut(alike: readonly Comparison[], context: LintContext): Iterable<Finding> {
  if (alike.some(({ expr }) => expr.op !== "<" && expr.op !== ">")) return;
  const below = alike.filter(({ expr }) => expr.op === "<");
  for (const { expr, form, actions } of alike) {
    if (expr.op !== ">") continue;
    const less = below.find(
      (each) => each.form !== form && each.actions.some((action) => actions.includes(action)),
    );
    if (less === undefined) continue;
    const bound = flat(context.text(sidesOf(expr, context).right));
    yield {
      span: expr.opSpan,
      message: `of \`${bound}\` itself no rule speaks`,
      related: [{ span: less.expr.span, message: "less is spoken of here" }],
      fixes: changing([{ title: "Take the bound in: `>=`", edits: [put(expr.opSpan, ">=")] }]),
    };
  }
}

interface Comparison {
  readonly expr: ast.BinaryExpr;
  readonly form: ast.FormDecl;
  readonly subject: string;
  readonly bound: number;
  readonly actions: readonly string[];
}

function comparisonsIn(context: LintContext): readonly Comparison[] {
  const actions = new Map<ast.FormDecl | undefined, readonly string[]>();
  for (const rule of context.program.rules)
    actions.set(
      context.formAt(rule.span),
      rule.actions.map(({ name }) => name),
    );
  return context.questions.flatMap(({ expr, form }) => {
    if (expr.kind !== "binary" || !isAttribute(expr.left)) return [];
    const bound = numberOf(expr.right);
    if (bound === undefined) return [];
    return [{ expr, form, subject: context.text(expr.left.span), bound, actions: actions.get(form) ?? [] }];
  });
}
