// `assert`: a claim about every request.

import { VERDICTS } from "../../../runtime/table/verdict.js";
import type { NamedForm } from "../../names/symbols.js";
import { oneOf } from "../../names/table.js";
import { clauseOf } from "../clauses.js";
import { environmentOf, type Checker } from "../checker.js";
import { elaborateGuard } from "../elaborate/index.js";
import type { TypedAssert } from "../program.js";
import { pickedBy } from "../selectors.js";
import { actionsOf, guardOf } from "../rule-base.js";
import { fitsResult } from "../verdicts.js";

export function checkAssert(checker: Checker, decl: NamedForm): TypedAssert | undefined {
  const actions = actionsOf(checker, decl);
  const onResult = decl.onResult !== undefined;
  const environment = environmentOf(checker, actions, onResult ? "assert-result" : "assert");
  const { when, unless } = elaborateGuard(guardOf(decl), environment);
  const expect = clauseOf(decl, "expect");
  const verdict = expect && oneOf(VERDICTS, expect.verdict, "verdict", checker.report);
  if (expect === undefined || verdict === undefined) return undefined;
  if (onResult && !fitsResult(verdict, expect.verdict, checker.report)) return undefined;
  const { name, span, selector } = decl;
  const picked = pickedBy(selector);
  const { bound } = expect;
  return { name: name.text, span, actions, picked, onResult, when, unless, bound, verdict };
}
