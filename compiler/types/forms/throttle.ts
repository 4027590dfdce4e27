// `throttle`: at most so many actions in any trailing window.

import type { RuleSymbol } from "../../names/symbols.js";
import { clauseOf } from "../clauses.js";
import type { Checker } from "../checker.js";
import { readLimits } from "../limits.js";
import type { RuleOf, TypedVerdict } from "../program.js";
import { defaultReason } from "../reasons.js";
import { readBase } from "../rule-base.js";
import { readElse } from "./otherwise.js";

export function checkThrottle(checker: Checker, symbol: RuleSymbol): RuleOf<"throttle"> | undefined {
  const read = readBase(checker, symbol);
  if (read === undefined) return undefined;
  const limits = readLimits(checker, symbol.decl, read.base.actions);
  const stated = clauseOf(symbol.decl, "else") !== undefined;
  const verdict = stated ? readElse(checker, symbol, read.base, "holds") : heldBack(symbol);
  return verdict && { form: "throttle", ...read.base, limits, else: verdict };
}

/** `else throttle`, where it is left out. */
function heldBack({ decl, qualified }: RuleSymbol): TypedVerdict {
  const reason = defaultReason("throttle", "throttle", qualified);
  return { span: decl.span, verdict: "throttle", reason, redactions: [] };
}
