// What is missing of one rule's coverage, in words.

import type {
  BoundaryCoverage,
  ConditionCoverage,
  Place,
  RegionCoverage,
  RuleCoverage,
  Sight,
} from "../../../compiler/coverage/coverage.js";

export interface Missing {
  /** `never false`, `never at 9_999.99 USD`. */
  readonly what: string;
  /** The condition or comparison, or the requests, that it is about; absent: the rule. */
  readonly of?: string;
  readonly place: Place;
}

export function missingOf(rule: RuleCoverage): readonly Missing[] {
  const { place, matched, spoke, conditions, boundaries, regions } = rule;
  const silent = matched === 0 ? "never matches" : "matches, and never has its say";
  const untouched = regions.filter(isMissing);
  return [
    ...(isMissing(spoke) ? [{ what: silent, place }] : []),
    ...conditions.flatMap(conditionMissing),
    ...boundaries.flatMap(boundaryMissing),
    // Of a rule that never matches no region was touched: that is said already.
    ...(matched === 0 && untouched.length === 1
      ? []
      : untouched.map((region) => regionMissing(region, rule))),
  ];
}

export function isMissing({ count, never }: Sight): boolean {
  return count === 0 && !never;
}

const SIDES = {
  expr: { yes: "never true", no: "never false" },
  needs: { yes: "never approved", no: "never unapproved" },
  limit: { yes: "never used up", no: "never with room" },
} as const;

/** What is said of a condition where it is, and where it is not. */
function conditionMissing({ text, place, kind, yes, no, unknown }: ConditionCoverage): readonly Missing[] {
  const isUnseen = isMissing(yes) && isMissing(no);
  const sides = SIDES[kind];
  if (isUnseen && kind === "expr")
    return [{ what: unknown > 0 ? "never known" : "never asked", of: text, place }];
  return [
    ...(isMissing(yes) ? [{ what: sides.yes, of: text, place }] : []),
    ...(isMissing(no) ? [{ what: sides.no, of: text, place }] : []),
  ];
}

function boundaryMissing({ text, place, below, above }: BoundaryCoverage): readonly Missing[] {
  const values = [below, above].filter(isMissing).map(({ value }) => value);
  return values.length === 0 ? [] : [{ what: `never at ${values.join(" nor at ")}`, of: text, place }];
}

function regionMissing({ action, text }: RegionCoverage, { place }: RuleCoverage): Missing {
  return { what: `never on ${action}`, ...(text !== undefined && { of: text }), place };
}
