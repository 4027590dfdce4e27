// `quorum` and `reversibility`: several people must agree before a high-risk or irreversible action.

import type { RuleSymbol } from "../../names/symbols.js";
import type { Checker } from "../checker.js";
import { readNeeds } from "../needs.js";
import type { RuleOf } from "../program.js";
import { readBase } from "../rule-base.js";
import { readElse } from "./otherwise.js";

type Approvals = RuleOf<"quorum" | "reversibility">;

export function checkApprovals(
  checker: Checker,
  symbol: RuleSymbol,
  form: Approvals["form"],
): Approvals | undefined {
  const read = readBase(checker, symbol);
  if (read === undefined) return undefined;
  const needs = readNeeds(checker, symbol.decl);
  const verdict = readElse(checker, symbol, read.base, "holds");
  return verdict && { form, ...read.base, needs, else: verdict };
}
