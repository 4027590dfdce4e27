// `cap`: a bound on predicted impact, for one action or over a window.

import type { RuleSymbol } from "../../names/symbols.js";
import { clausesOf } from "../clauses.js";
import type { Checker } from "../checker.js";
import { readLimits } from "../limits.js";
import type { RuleOf } from "../program.js";
import { readBase } from "../rule-base.js";
import { readElse } from "./otherwise.js";

export function checkCap(checker: Checker, symbol: RuleSymbol): RuleOf<"cap"> | undefined {
  const read = readBase(checker, symbol);
  if (read === undefined) return undefined;
  const limits = readLimits(checker, symbol.decl, read.base.actions);
  // What is taken from a window cannot be given back: an action that goes over it is held, not constrained.
  const windowed = clausesOf(symbol.decl, "limit").some(({ limit }) => limit.window !== undefined);
  const verdict = readElse(checker, symbol, read.base, windowed ? "holds" : "restricts");
  return verdict && { form: "cap", ...read.base, limits, else: verdict };
}
