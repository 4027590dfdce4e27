// `else`: what a primitive says where its promise does not hold.

import type { RuleSymbol } from "../../names/symbols.js";
import { clauseOf } from "../clauses.js";
import type { Checker } from "../checker.js";
import type { TypedVerdict } from "../program.js";
import type { RuleBase } from "../rule-base.js";
import { readVerdict, type Asked } from "../verdicts.js";

/** The `else` verdict; undefined where it is missing or wrong, which was reported. */
export function readElse(
  checker: Checker,
  { decl, qualified }: RuleSymbol,
  { actions, onResult }: RuleBase,
  asked: Asked,
): TypedVerdict | undefined {
  const written = clauseOf(decl, "else")?.verdict;
  return (
    written && readVerdict(checker, written, { form: decl.form, name: qualified, actions, onResult }, asked)
  );
}
