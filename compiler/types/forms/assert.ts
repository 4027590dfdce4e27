// `assert`: a claim about every request.

import { VERDICTS } from "../../../runtime/table/verdict.js";
import type { NamedForm } from "../../names/symbols.js";
import { oneOf } from "../../names/table.js";
import { clauseOf } from "../clauses.js";
import { environmentOf, type Checker } from "../checker.js";
import { elaborateGuard } from "../elaborate/index.js";
import type { TypedAssert } from "../program.js";
import { refuse } from "../refuse.js";
import { pickedBy } from "../selectors.js";
import { actionsOf, guardOf } from "../rule-base.js";

export function checkAssert(checker: Checker, decl: NamedForm): TypedAssert | undefined {
  if (decl.onResult !== undefined) {
    refuse("`on result of`", decl.onResult, checker.report);
    return undefined;
  }
  const actions = actionsOf(checker, decl);
  const guard = elaborateGuard(guardOf(decl), environmentOf(checker, actions, "assert"));
  const expect = clauseOf(decl, "expect");
  const verdict = expect && oneOf(VERDICTS, expect.verdict, "verdict", checker.report);
  if (expect === undefined || verdict === undefined) return undefined;
  const { when, unless } = guard;
  return {
    name: decl.name.text,
    span: decl.span,
    actions,
    picked: pickedBy(decl.selector),
    when,
    unless,
    bound: expect.bound,
    verdict,
  };
}
