// LAW: a migration that changes the baseline in a way that is not permitted gets the `else` verdict.
//
//   drift D on S { when a, baseline B, permit P, else V }  →  on S that migrates, where a, not drift(B, P): V
//
// (`drift(B, P)` says that all changes are among P; what does not parse is a change of the kind `other`.)

import type { RuleOf } from "../../types/program.js";
import type { CoreRule } from "../hir.js";
import type { Context } from "./context.js";
import { guardOf } from "./guard.js";
import { verdictRows } from "./verdict.js";

export function lowerDrift(rule: RuleOf<"drift">, to: Context): CoreRule[] {
  const actions = rule.actions.filter((action) => action.migrates.length > 0);
  if (actions.length === 0) return [];
  const { baseline } = rule;
  const permit = [...new Set(rule.permit)].sort();
  const departs = {
    expr: to.pool.not(to.pool.intern({ op: "drift", baseline, permit })),
    text: "the change departs from the baseline in a way that `permit` does not list",
    span: rule.span,
  };
  return verdictRows(rule, rule.else, { actions, conditions: [...guardOf(rule, to), departs] }, to);
}
