// LAW: a quorum gives its `else` verdict where its guard holds, until its needs are met.
//
//   quorum Q on S { when a, need 2 of G, else V }  →  on S where a: V, unless 2 of G have approved

import type { RuleOf } from "../../types/program.js";
import type { CoreCondition, CoreRule } from "../hir.js";
import type { Context } from "./context.js";
import { guardOf } from "./guard.js";
import { allOf } from "./needs.js";
import { rowOf } from "./row.js";

export function lowerQuorum(rule: RuleOf<"quorum">, to: Context): CoreRule[] {
  return [needsRow(rule, rule.actions, guardOf(rule, to))];
}

/** The needs alone decide; the group of the `else` only says who is asked. */
export function needsRow(
  rule: RuleOf<"quorum" | "reversibility">,
  actions: CoreRule["actions"],
  conditions: readonly CoreCondition[],
): CoreRule {
  const { verdict, reason } = rule.else;
  const needs = allOf(rule.needs, rule.else, rule.name, rule.within);
  return rowOf(rule, { actions, conditions, verdict, reason, ...(needs && { needs }) });
}
