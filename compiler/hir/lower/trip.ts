// LAW: a trip is an effect of matching: it is taken where the guard holds, whatever the rule then says.
//
//   rule R on S { when a, V, trip K k for D }  →  the rows of V, and on S where a: none, trips [K by k for D]
//
// A rule that permits does not match where its guard is unknown, so it trips on its own row.

import type { TypedRule } from "../../types/program.js";
import type { CoreRule } from "../hir.js";
import type { Context } from "./context.js";
import { guardOf } from "./guard.js";
import { rowOf } from "./row.js";

/** `rows`, to which the rule was lowered, with what it trips. */
export function withTrips(rule: TypedRule, rows: CoreRule[], to: Context): CoreRule[] {
  const { trips } = rule;
  if (trips.length === 0) return rows;
  if (rule.form === "rule" && rule.verdict.verdict === "allow" && rule.verdict.once === undefined)
    return rows.map((row) => ({ ...row, trips }));
  return [...rows, rowOf(rule, { conditions: guardOf(rule, to), verdict: "none", reason: "", trips })];
}
