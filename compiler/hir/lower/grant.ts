// LAW: a grant permits inside its box until it has ended, and gives its `else` verdict from then on.
//
//   grant G on S { when a, inside B, else V }
//     →  on S where a, not ended(G): sandbox B, permitting, and starting G
//     →  on S where a, ended(G): V

import type { RuleOf } from "../../types/program.js";
import type { CoreRule } from "../hir.js";
import type { Context } from "./context.js";
import { guardOf } from "./guard.js";
import { keyOf } from "./key.js";
import { rowOf } from "./row.js";
import { verdictRows } from "./verdict.js";

export function lowerGrant(rule: RuleOf<"grant">, to: Context): CoreRule[] {
  const { box, span } = rule;
  const guard = guardOf(rule, to);
  const grant = {
    id: rule.name,
    scope: keyOf(rule.scope),
    expires: rule.expires,
    ...(rule.revoke && { revoke: to.expr(rule.revoke) }),
  };
  const ended = to.pool.intern({ op: "grant", grant, is: "ended" });
  const going = { expr: to.pool.not(ended), text: "the grant is unused or live", span };
  const over = { expr: ended, text: "the grant has ended", span };
  return [
    rowOf(rule, {
      conditions: [...guard, going],
      verdict: "sandbox",
      permits: true,
      reason: rule.reason,
      box,
      grant,
    }),
    ...verdictRows(rule, rule.else, { conditions: [...guard, over] }, to),
  ];
}
