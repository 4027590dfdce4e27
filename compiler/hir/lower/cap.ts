// LAW: a cap gives its `else` verdict where its guard holds and one of its limits is not known to hold.
//
//   limit a <= C             →  where when, not (has a and a >= 0 and a <= C): else      (no `has` for a required a)
//   limit sum(a) <= C per W  →  where when: else, if the window W has no room for a      (deferred, see limit.ts)

import type { RuleOf, TypedLimit } from "../../types/program.js";
import type { CoreCondition, CoreRule } from "../hir.js";
import { attributeField } from "./attribute.js";
import type { Context } from "./context.js";
import { guardOf } from "./guard.js";
import { labelOf, windowLimit } from "./limit.js";
import { verdictRows } from "./verdict.js";

export function lowerCap(rule: RuleOf<"cap">, to: Context): CoreRule[] {
  const guard = guardOf(rule, to);
  return rule.limits.flatMap((limit) => {
    const deferred = windowLimit(rule, limit);
    const where = deferred
      ? { conditions: guard, limit: deferred }
      : { conditions: [...guard, overBound(rule, limit, to)] };
    return verdictRows(rule, rule.else, { ...where, ...labelOf(limit) }, to);
  });
}

/** An amount that is absent or below zero is not known to be within the bound. */
function overBound(
  rule: RuleOf<"cap">,
  { attribute = "", op, bound, span, label }: TypedLimit,
  to: Context,
): CoreCondition {
  const { pool } = to;
  const { type, optional } = attributeField(attribute, rule.actions, to.program);
  const amount = pool.attribute(attribute);
  const said = to.text(span).replace(/^limit /, "");
  const unlabelled = label === undefined ? said : said.slice(said.indexOf(":") + 1).trimStart();
  const isWithin = pool.and([
    ...(optional ? [pool.has(attribute)] : []),
    pool.compare(">=", amount, pool.literal(0), type),
    pool.compare(op, amount, pool.literal(bound), type),
  ]);
  return { expr: pool.not(isWithin), text: `not (${unlabelled})`, span };
}
