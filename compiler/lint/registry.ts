// All lint rules, by category and name.

import type { LintRule } from "./rule.js";
import { boundLeftOut } from "./rules/correctness/bound-left-out.js";
import { capitalsAfterLower } from "./rules/correctness/capitals-after-lower.js";
import { catchAllPattern } from "./rules/correctness/catch-all-pattern.js";
import { comparedWithItself } from "./rules/correctness/compared-with-itself.js";
import { duplicateCode } from "./rules/correctness/duplicate-code.js";
import { idleLimit } from "./rules/correctness/idle-limit.js";
import { ignoreOfNothing, ignoreWithoutReason, ignoresUnknownRule } from "./rules/correctness/ignores.js";
import { impliedChoice } from "./rules/correctness/implied-choice.js";
import { impliedCondition } from "./rules/correctness/implied-condition.js";
import { missingTrait } from "./rules/correctness/missing-trait.js";
import { fractionAsPercent, wholeLastHour } from "./rules/correctness/numbers.js";
import { patternAsText } from "./rules/correctness/pattern-as-text.js";
import { repeatedItem } from "./rules/correctness/repeated-item.js";
import { repeatedOperand } from "./rules/correctness/repeated-operand.js";
import { vacuousAll } from "./rules/correctness/vacuous-all.js";
import { allowAll } from "./rules/security/allow-all.js";
import { defaultAllows } from "./rules/security/default-allows.js";
import { evadedByCase } from "./rules/security/evaded-by-case.js";
import { longApproval, longGrant } from "./rules/security/long-lived.js";
import { openEndedPrefix } from "./rules/security/open-ended-prefix.js";
import { openInterpreter } from "./rules/security/open-interpreter.js";
import { loneApprover, sameApprovers } from "./rules/security/people.js";
import { personalDataInTest } from "./rules/security/personal-data-in-test.js";
import { plainHttp } from "./rules/security/plain-http.js";
import { secretInSandbox, wideSandbox } from "./rules/security/sandboxes.js";
import { secretInPolicy } from "./rules/security/secret-in-policy.js";
import { shadowPolicy } from "./rules/security/shadow-policy.js";
import { stringlyTyped } from "./rules/security/stringly-typed.js";
import { unanchoredMatch } from "./rules/security/unanchored-match.js";
import { uncheckedAddresses } from "./rules/security/unchecked-addresses.js";
import { unescapedDot } from "./rules/security/unescaped-dot.js";
import { unguardedRevival } from "./rules/security/unguarded-revival.js";
import { openEgress, unconfinedCommand } from "./rules/security/unwatched.js";
import { noAudit, noKillswitch, unprovenAgent } from "./rules/security/whole-policy.js";
import { wideHost } from "./rules/security/wide-host.js";
import { sharedWindow, windowByArgument } from "./rules/security/windows.js";
import { chainedEquality } from "./rules/style/chained-equality.js";
import { comparedTruth } from "./rules/style/compared-truth.js";
import { digitGroups } from "./rules/style/digit-groups.js";
import { doubleNegation } from "./rules/style/double-negation.js";
import { implicitReversibility } from "./rules/style/implicit-reversibility.js";
import { listOfOne } from "./rules/style/list-of-one.js";
import { negatedComparison } from "./rules/style/negated-comparison.js";
import { repeatedCondition } from "./rules/style/repeated-condition.js";
import { reversedComparison } from "./rules/style/reversed-comparison.js";
import { twoBounds } from "./rules/style/two-bounds.js";
import { unit } from "./rules/style/unit.js";
import { missingDoc, missingReason, ruleName } from "./rules/style/words.js";
import { none, nothingHeld, untestedKillswitch, untestedRule } from "./rules/tests/coverage.js";
import { repeatedName, repeatedTest } from "./rules/tests/repeated.js";
import { deadStep, unnamedRule, vagueName } from "./rules/tests/steps.js";
import { untestedBound } from "./rules/tests/untested-bound.js";

export const rules: readonly LintRule[] = [
  ...[
    boundLeftOut,
    capitalsAfterLower,
    catchAllPattern,
    comparedWithItself,
    duplicateCode,
    fractionAsPercent,
    idleLimit,
    ignoreOfNothing,
    ignoreWithoutReason,
    ignoresUnknownRule,
    impliedChoice,
    impliedCondition,
    missingTrait,
    patternAsText,
    repeatedItem,
    repeatedOperand,
    vacuousAll,
    wholeLastHour,
  ],
  ...[
    allowAll,
    defaultAllows,
    evadedByCase,
    loneApprover,
    longApproval,
    longGrant,
    noAudit,
    noKillswitch,
    openEgress,
    openEndedPrefix,
    openInterpreter,
    personalDataInTest,
    plainHttp,
    sameApprovers,
    secretInPolicy,
    secretInSandbox,
    shadowPolicy,
    sharedWindow,
    stringlyTyped,
    unanchoredMatch,
    uncheckedAddresses,
    unconfinedCommand,
    unescapedDot,
    unguardedRevival,
    unprovenAgent,
    wideHost,
    wideSandbox,
    windowByArgument,
  ],
  ...[
    chainedEquality,
    comparedTruth,
    digitGroups,
    doubleNegation,
    implicitReversibility,
    listOfOne,
    missingDoc,
    missingReason,
    negatedComparison,
    repeatedCondition,
    reversedComparison,
    ruleName,
    twoBounds,
    unit,
  ],
  ...[
    deadStep,
    none,
    nothingHeld,
    repeatedName,
    repeatedTest,
    unnamedRule,
    untestedBound,
    untestedKillswitch,
    untestedRule,
    vagueName,
  ],
];
