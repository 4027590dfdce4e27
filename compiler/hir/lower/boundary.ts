// LAW: an action that reaches anything not in `reach` gets the `else` verdict, and what `deny` says goes along with
// whatever is permitted: it is for whoever opens the connection. A name in `reach` takes nothing from it, since `deny` is
// about the addresses that names resolve to.
//
//   boundary B on S { when a, reach R, deny D, else V }
//     →  on S that reaches, where a, not reaches(R): V
//     →  on S that reaches, where a: none, connect (deny D except the addresses in R)

import type { HostPattern } from "../../../runtime/values/host-pattern.js";
import type { RuleOf } from "../../types/program.js";
import type { CoreRule } from "../hir.js";
import type { Context } from "./context.js";
import { guardOf } from "./guard.js";
import { rowOf } from "./row.js";
import { verdictRows } from "./verdict.js";

export function lowerBoundary(rule: RuleOf<"boundary">, to: Context): CoreRule[] {
  const actions = rule.actions.filter((action) => action.reaches.length > 0);
  if (actions.length === 0) return [];
  const guard = guardOf(rule, to);
  const beyond = {
    expr: to.pool.not(to.pool.intern({ op: "reaches", patterns: rule.reach })),
    text: "the action reaches something that `reach` does not list",
    span: rule.span,
  };
  const rows = verdictRows(rule, rule.else, { actions, conditions: [...guard, beyond] }, to);
  if (rule.deny.length === 0) return rows;
  const connect = { deny: rule.deny, except: addressesOf(rule.reach) };
  return [
    ...rows,
    rowOf(rule, { actions, conditions: guard, verdict: "none", reason: rule.else.reason, connect }),
  ];
}

function addressesOf(reach: RuleOf<"boundary">["reach"]): readonly HostPattern[] {
  return reach === "any" ? [] : reach.filter(({ hosts }) => hosts.kind === "addresses");
}
