// `rule`: the core form. A guard and one verdict.

import type { RuleSymbol } from "../../names/symbols.js";
import { clauseOf, clausesOf } from "../clauses.js";
import type { Checker } from "../checker.js";
import type { RuleOf } from "../program.js";
import { refuse } from "../refuse.js";
import { readBase } from "../rule-base.js";
import { readVerdict } from "../verdicts.js";

export function checkRule(checker: Checker, symbol: RuleSymbol): RuleOf<"rule"> | undefined {
  const { decl, qualified } = symbol;
  const read = readBase(checker, symbol);
  if (read === undefined) return undefined;
  const note = clauseOf(decl, "note");
  if (note !== undefined) refuse("`note`", note.span, checker.report);
  for (const trip of clausesOf(decl, "trip")) refuse("`trip`", trip.span, checker.report);
  const written = clauseOf(decl, "verdict");
  const owner = { form: decl.form, name: qualified, actions: read.base.actions };
  const verdict = written && readVerdict(checker, written.verdict, owner, "any");
  return verdict && { form: "rule", ...read.base, verdict };
}
