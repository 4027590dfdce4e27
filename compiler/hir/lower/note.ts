// LAW: a note is listed where its guard holds, and contributes nothing.
//
//   rule R on S { when a, note "…" }  →  on S where a: note

import type { RuleOf } from "../../types/program.js";
import type { CoreRule } from "../hir.js";
import type { Context } from "./context.js";
import { guardOf } from "./guard.js";
import { rowOf } from "./row.js";

export function lowerNote(rule: RuleOf<"note">, to: Context): CoreRule[] {
  return [rowOf(rule, { conditions: guardOf(rule, to), verdict: "note", reason: rule.text })];
}
