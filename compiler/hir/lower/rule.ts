// LAW: a core rule gives its verdict where its guard holds.
//
//   rule R on S { when a, unless b, VERDICT }            →  on S where a, not b: VERDICT
//   rule R on result of S { when a, unless b, VERDICT }  →  on result of S where a, not b: VERDICT

import type { RuleOf } from "../../types/program.js";
import type { CoreRule } from "../hir.js";
import type { Context } from "./context.js";
import { guardOf } from "./guard.js";
import { verdictRows } from "./verdict.js";

export function lowerRule(rule: RuleOf<"rule">, to: Context): CoreRule[] {
  return verdictRows(rule, rule.verdict, { conditions: guardOf(rule, to) }, to);
}
