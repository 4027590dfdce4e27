// LAW: a guard holds where every `when` holds and no `unless` does.
//
//   when a and b   →  conditions a, b
//   unless c       →  condition  not c
//
// Each condition is by itself, so that an explanation can say which one decided.

import type { TypedRule } from "../../types/program.js";
import type { CoreCondition } from "../hir.js";
import { chainOf } from "./chain.js";
import type { Context } from "./context.js";

export function guardOf(rule: Pick<TypedRule, "when" | "unless">, to: Context): CoreCondition[] {
  return [
    ...rule.when
      .flatMap((expr) => chainOf(expr, "and"))
      .map((expr) => ({ expr: to.expr(expr), text: to.text(expr.span), span: expr.span })),
    ...rule.unless.map((expr) => ({
      expr: to.pool.not(to.expr(expr)),
      text: `unless ${to.text(expr.span)}`,
      span: expr.span,
    })),
  ];
}
