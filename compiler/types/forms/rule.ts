// `rule`: the core form. A guard, and one verdict or a note.

import type { RuleSymbol } from "../../names/symbols.js";
import { clauseOf } from "../clauses.js";
import type { Checker } from "../checker.js";
import type { RuleOf } from "../program.js";
import { readReason } from "../quotes.js";
import { readBase } from "../rule-base.js";
import { readVerdict } from "../verdicts.js";

export function checkRule(checker: Checker, symbol: RuleSymbol): RuleOf<"rule" | "note"> | undefined {
  const { decl, qualified } = symbol;
  const read = readBase(checker, symbol);
  if (read === undefined) return undefined;
  const note = clauseOf(decl, "note");
  if (note !== undefined)
    return { form: "note", ...read.base, text: readReason(checker, note.text, read.base.actions) };
  const written = clauseOf(decl, "verdict");
  const { actions, onResult } = read.base;
  const owner = { form: decl.form, name: qualified, actions, onResult };
  const verdict = written && readVerdict(checker, written.verdict, owner, "any");
  return verdict && { form: "rule", ...read.base, verdict };
}
