// The `else` of what proves: a verdict that holds, since who asks is not known.

import type { RuleSymbol } from "../../names/symbols.js";
import { clauseOf } from "../clauses.js";
import type { Checker } from "../checker.js";
import type { Held } from "../program.js";
import { readVerdict } from "../verdicts.js";

/** Undefined where it is missing or wrong, which was reported. Its reason quotes nothing of an unproven request. */
export function readHeld(checker: Checker, { decl, qualified }: RuleSymbol): Held | undefined {
  const written = clauseOf(decl, "else")?.verdict;
  const { actions } = checker.names;
  const owner = { form: decl.form, name: qualified, actions, onResult: false, quotesNothing: true };
  const read = written && readVerdict(checker, written, owner, "holds");
  if (read === undefined) return undefined;
  const { span, verdict, reason, group, approver } = read;
  if (verdict !== "throttle" && verdict !== "escalate" && verdict !== "block") return undefined;
  return { span, verdict, reason, ...(group && { group }), ...(approver && { approver }) };
}
