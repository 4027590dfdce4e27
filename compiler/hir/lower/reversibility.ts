// LAW: a reversibility is a quorum over what cannot be undone.
//
//   reversibility R on S { need 1 of G, else V }
//     →  on S, less actions that can always be undone, where not action.reversible: V, unless 1 of G has approved
//
// Where no action that is left can ever be undone, the condition says nothing and is left out.

import type { RuleOf } from "../../types/program.js";
import type { CoreRule } from "../hir.js";
import type { Context } from "./context.js";
import { guardOf } from "./guard.js";
import { needsRow } from "./quorum.js";

export function lowerReversibility(rule: RuleOf<"reversibility">, to: Context): CoreRule[] {
  const actions = rule.actions.filter((action) => action.reversible !== "always");
  if (actions.length === 0) return [];
  const reported = actions.some((action) => action.reversible === "reported");
  const irreversible = {
    expr: to.pool.not(to.pool.attribute("action.reversible")),
    text: "not action.reversible",
    span: rule.span,
  };
  return [needsRow(rule, actions, [...guardOf(rule, to), ...(reported ? [irreversible] : [])])];
}
