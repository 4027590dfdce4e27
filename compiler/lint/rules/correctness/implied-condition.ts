// correctness/implied-condition: `a > 100 and a > 50`.

import type { LintContext } from "../../context.js";
import { chainsOf, sidesOf, without, type Part } from "../../edits.js";
import { flat, numberOf } from "../../literals.js";
import type { LintRule } from "../../rule.js";

export const impliedCondition: LintRule = {
  id: "correctness/implied-condition",
  title: "Bound that another bound implies",
  recommended: "warning",
  strict: "warning",
  fixes: "keeps-meaning",
  why: `Of two bounds on the same side, joined by \`and\`, the closer one decides, and by \`or\` the farther one: the other says
nothing. Mostly one of the two comparisons points the wrong way, or asks about the wrong attribute.`,
  bad: `policy pay { default block }
agent  { id: string }
action payments.send(amount: money(USD)) { effect write, reversible always }

rule middling on payments.send { when args.amount > 100 USD and args.amount > 500 USD, allow }
//                                    ^^^^^^^^^^^^^^^^^^^^^ correctness/implied-condition
`,
  good: `policy pay { default block }
agent  { id: string }
action payments.send(amount: money(USD)) { effect write, reversible always }

rule middling on payments.send { when args.amount > 100 USD and args.amount < 500 USD, allow }
`,
  *check(context) {
    for (const op of ["and", "or"] as const)
      for (const { parts, hidden } of chainsOf(op, context.expressions, context)) {
        const bounds = parts.flatMap((part, index) => boundOf(part, index, context));
        for (const bound of bounds) {
          const by = bounds.find((other) => isImplied(bound, other, op));
          const implying = by && parts[by.index];
          if (implying === undefined) continue;
          const edits = without(parts, new Set([bound.index]));
          yield {
            span: bound.span,
            message: `\`${flat(context.text(implying.span))}\` makes this bound idle`,
            related: [{ span: implying.span, message: "this one decides" }],
            fixes: hidden ? [] : [{ title: "Take the idle bound out", edits }],
          };
        }
      }
  },
};

interface Bound extends Part {
  readonly index: number;
  readonly subject: string;
  readonly side: "above" | "below";
  /** Greater where the condition leaves less. */
  readonly closeness: number;
  readonly isStrict: boolean;
}

function boundOf({ expr, span }: Part, index: number, context: LintContext): readonly Bound[] {
  if (expr.kind !== "binary" || !["<", "<=", ">", ">="].includes(expr.op)) return [];
  const value = numberOf(expr.right);
  if (value === undefined || Number.isNaN(value)) return [];
  const side = expr.op.startsWith(">") ? "above" : "below";
  const subject = flat(context.text(sidesOf(expr, context).left));
  const closeness = side === "above" ? value : -value;
  return [{ expr, span, index, subject, side, closeness, isStrict: !expr.op.endsWith("=") }];
}

/** Of two that are equal, `repeated-operand` speaks. */
function isImplied(bound: Bound, other: Bound, op: "and" | "or"): boolean {
  if (bound.index === other.index || bound.subject !== other.subject || bound.side !== other.side)
    return false;
  const [loose, close] = op === "and" ? [bound, other] : [other, bound];
  if (loose.closeness !== close.closeness) return loose.closeness < close.closeness;
  return !loose.isStrict && close.isStrict;
}
