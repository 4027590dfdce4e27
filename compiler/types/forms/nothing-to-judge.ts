// A boundary or a drift that no action gives anything to judge: it would look like protection and be none.

import { diagnose } from "../../diagnostics/diagnose.js";
import type { RuleSymbol } from "../../names/symbols.js";
import type { Checker } from "../checker.js";
import type { Action } from "../program.js";

/** Warns where none of `actions` has the trait. */
export function warnOfNothingToJudge(
  { report }: Checker,
  { decl }: RuleSymbol,
  actions: readonly Action[],
  trait: "reaches" | "migrates",
): void {
  if (actions.length === 0 || decl.selector === undefined) return;
  if (actions.some((action) => action[trait].length > 0)) return;
  report(diagnose("AP3020", decl.selector.span, { form: decl.form, trait }));
}
