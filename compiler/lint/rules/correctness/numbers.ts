// correctness/fraction-as-percent and correctness/whole-last-hour: numbers that say something else than was meant.

import { put } from "../../edits.js";
import { changing, type LintRule } from "../../rule.js";

const ROLLOUT = `policy deploys { default block }
agent  { id: string }
impact { traffic: percent }
action deploy.rollout(build: string) { effect write, reversible always }

rule may_roll on deploy.rollout { allow }
`;

export const fractionAsPercent: LintRule = {
  id: "correctness/fraction-as-percent",
  title: "Fraction with a percent sign",
  recommended: "warning",
  strict: "warning",
  fixes: "changes-meaning",
  why: `\`0.05%\` is five in ten thousand. Where a share is written as a fraction, five percent is \`0.05\`; with the sign behind it, the
bound is a hundred times too low, or what it is to let pass is never let pass. Nothing is said from \`0.1%\` on.`,
  bad: `${ROLLOUT}
cap radius on deploy.rollout { limit impact.traffic <= 0.05%, else block "too much traffic at once" }
//                                                     ^^^^^ correctness/fraction-as-percent
`,
  good: `${ROLLOUT}
cap radius on deploy.rollout { limit impact.traffic <= 5%, else block "too much traffic at once" }
`,
  *check({ expressions }) {
    for (const { expr } of expressions) {
      if (expr.kind !== "number" || expr.unit !== "%") continue;
      const value = Number(expr.digits);
      if (value <= 0 || value >= 0.1) continue;
      const text = `${Number((value * 100).toFixed(4))}%`;
      yield {
        span: expr.span,
        message: `this is a hundredth of \`${text}\``,
        fixes: changing([{ title: `Write \`${text}\``, edits: [put(expr.span, text)] }]),
      };
    }
  },
};

const NIGHT = `policy night { default block }
agent  { id: string }
action service.restart(service: string) { effect execute, reversible always }
`;

export const wholeLastHour: LintRule = {
  id: "correctness/whole-last-hour",
  title: "Hours that end an hour later",
  recommended: "off",
  strict: "warning",
  fixes: "changes-meaning",
  why: `\`hour(now, …) in 9..17\` takes both ends in, and the hour 17 lasts until 17:59: office hours “from nine to five” are over at
\`9..16\`.`,
  bad: `${NIGHT}
rule by_day on service.restart { when hour(now, "Europe/Berlin") in 9..17, allow }
//                                                                     ^^ correctness/whole-last-hour
`,
  good: `${NIGHT}
rule by_day on service.restart { when hour(now, "Europe/Berlin") in 9..16, allow }
`,
  *check(context) {
    for (const { expr } of context.expressions) {
      if (expr.kind !== "binary" || !expr.op.endsWith("in") || expr.right.kind !== "range") continue;
      if (expr.left.kind !== "call" || expr.left.callee.text !== "hour") continue;
      const { low, high } = expr.right;
      const last = high.kind === "number" ? Number(high.digits) : 0;
      // Other ends were mostly reckoned with; `0..23` is the whole day.
      if (low.kind !== "number" || last !== 17) continue;
      yield {
        span: high.span,
        message: `this lasts until ${last}:59`,
        fixes: changing([
          { title: `End at ${last}:00: \`${last - 1}\``, edits: [put(high.span, String(last - 1))] },
        ]),
      };
    }
  },
};
