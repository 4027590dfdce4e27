// LAW: `allow once approved by G` is an `escalate to G` until that is satisfied, and an `allow` from then; meanwhile the
// default does not join, since it permits in the end. With an unknown guard it only escalates.
//
//   rule R on S { when a, allow once approved by G }
//     →  on S where a: escalate, needs [1 of G], permitting: so an unknown guard does not match, and the default stays out
//     →  on S where a: escalate, needs [1 of G]: so an unknown guard escalates
//     →  on S where a, approved [1 of G]: allow

import type { TypedReason, TypedRule, TypedVerdict } from "../../types/program.js";
import type { CoreRule } from "../hir.js";
import type { Context } from "./context.js";
import { oneOf } from "./needs.js";
import { rowOf } from "./row.js";
import type { Where } from "./where.js";

export function onceRows(
  rule: TypedRule,
  { reason, span, ...asked }: TypedVerdict,
  asking: { readonly reason: TypedReason },
  where: Where,
  to: Context,
): CoreRule[] {
  const needs = oneOf(asked, rule.name, rule.within);
  if (needs === undefined) return [];
  const escalation = { ...where, verdict: "escalate", reason: asking.reason, needs } as const;
  const approved = {
    expr: to.pool.intern({ op: "approved", needs }),
    text: `approved by ${needs.ask.name}`,
    span,
  };
  return [
    rowOf(rule, { ...escalation, permits: true }),
    rowOf(rule, escalation),
    rowOf(rule, {
      ...where,
      conditions: [...where.conditions, approved],
      verdict: "allow",
      permits: true,
      reason,
    }),
  ];
}
