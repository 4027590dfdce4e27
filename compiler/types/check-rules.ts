// Every rule and primitive, in declaration order.

import type { RuleSymbol } from "../names/symbols.js";
import type { Checker } from "./checker.js";
import { checkApprovals } from "./forms/approvals.js";
import { checkBoundary } from "./forms/boundary.js";
import { checkCap } from "./forms/cap.js";
import { checkDrift } from "./forms/drift.js";
import { checkGrant } from "./forms/grant.js";
import { checkRedact } from "./forms/redact.js";
import { checkRule } from "./forms/rule.js";
import { checkThrottle } from "./forms/throttle.js";
import type { TypedRule } from "./program.js";
import { warnOfRule } from "./warnings.js";

/** The rules; those in which a mistake leaves nothing to build are left out. Kill switches are no rules. */
export function checkRules(checker: Checker, symbols: readonly RuleSymbol[]): readonly TypedRule[] {
  return symbols.flatMap((symbol) => {
    const rule = checkForm(checker, symbol);
    if (rule === undefined) return [];
    warnOfRule(rule, symbol, checker.report);
    return [rule];
  });
}

export function checkForm(checker: Checker, symbol: RuleSymbol): TypedRule | undefined {
  const { form } = symbol.decl;
  switch (form) {
    case "rule":
      return checkRule(checker, symbol);
    case "cap":
      return checkCap(checker, symbol);
    case "throttle":
      return checkThrottle(checker, symbol);
    case "quorum":
    case "reversibility":
      return checkApprovals(checker, symbol, form);
    case "boundary":
      return checkBoundary(checker, symbol);
    case "drift":
      return checkDrift(checker, symbol);
    case "grant":
      return checkGrant(checker, symbol);
    case "redact":
      return checkRedact(checker, symbol);
    default:
      return undefined;
  }
}
