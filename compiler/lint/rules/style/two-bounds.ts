// style/two-bounds: `a >= 1 and a <= 5`.

import type { LintContext } from "../../context.js";
import { chainsOf, put, sidesOf, without, type Part } from "../../edits.js";
import { flat, numberOf } from "../../literals.js";
import type { LintRule } from "../../rule.js";

export const twoBounds: LintRule = {
  id: "style/two-bounds",
  title: "Range in two comparisons",
  recommended: "off",
  strict: "warning",
  fixes: "keeps-meaning",
  why: `\`x in 1..5\` takes both ends in, says its attribute once, and cannot be turned inside out by a wrong operator.`,
  bad: `policy ports { default block }
agent  { id: string }
action server.listen(port: int) { effect execute, reversible always }

rule high on server.listen { when args.port >= 1024 and args.port <= 4096, allow }
//                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ style/two-bounds
`,
  good: `policy ports { default block }
agent  { id: string }
action server.listen(port: int) { effect execute, reversible always }

rule high on server.listen { when args.port in 1024..4096, allow }
`,
  *check(context) {
    for (const { parts, hidden } of chainsOf("and", context.expressions, context))
      for (const [index, first] of parts.entries()) {
        const second = parts[index + 1];
        const [a, b] = [boundOf(first, context), second && boundOf(second, context)];
        if (a === undefined || b === undefined || second === undefined) continue;
        if (a.subject !== b.subject || a.op === b.op) continue;
        const [low, high] = a.op === ">=" ? [a, b] : [b, a];
        // No value lies between; a range of none is no range.
        if (low.value > high.value) continue;
        const text = `${a.subject} in ${low.text}..${high.text}`;
        const edits = [put(first.span, text), ...without(parts, new Set([index + 1]))];
        yield {
          span: { ...first.span, end: second.span.end },
          message: `this is \`${flat(text)}\``,
          fixes: hidden ? [] : [{ title: `Write \`${flat(text)}\``, edits }],
        };
      }
  },
};

interface Bound {
  readonly subject: string;
  readonly op: string;
  readonly text: string;
  readonly value: number;
}

function boundOf({ expr }: Part, context: LintContext): Bound | undefined {
  if (expr.kind !== "binary" || (expr.op !== ">=" && expr.op !== "<=")) return undefined;
  const value = numberOf(expr.right);
  if (value === undefined || expr.left.kind !== "path") return undefined;
  const { left, right } = sidesOf(expr, context);
  return { subject: context.text(left), op: expr.op, text: context.text(right), value };
}
