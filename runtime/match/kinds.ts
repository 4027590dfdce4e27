// What a rule that matches comes to, where only the rule that decides is looked for.

import type { Rule } from "../table/format.js";
import { permits, rank, type Verdict } from "../table/verdict.js";

/** It says nothing: it is in shadow mode, or a note. */
export const SKIP = 0;
/** It ends the search: it decides, or one that was found before. */
export const END = 1;
/** It decides if one that comes later ends the search. */
export const HOLD = 2;
/** More than one rule is to be looked at. */
export const OPEN = 3;
/** It says more than a verdict: the same unless the action is held. */
export const MORE = 4;
/** The same of one that ends the search where the action is held. */
export const MORE_END = 5;

/** Added to a kind: the guard is still to be asked, which no index answers. */
export const ASK = 8;

export type Kind = typeof SKIP | typeof END | typeof HOLD | typeof OPEN | typeof MORE | typeof MORE_END;

/** A rule that is as restrictive as the default decides alone, and so does one that permits. */
export function kindOf(rule: Rule, byDefault: Verdict): Kind {
  const isMore = saysMore(rule);
  if (rule.shadow || (!givesVerdict(rule) && !isMore)) return SKIP;
  if (rule.limit !== undefined) return rule.permits ? OPEN : MORE;
  const ends = givesVerdict(rule) && (rule.permits || rank(rule.verdict) >= rank(byDefault));
  if (isMore) return ends ? MORE_END : MORE;
  return ends ? END : HOLD;
}

const LAST_TO_PROCEED = rank("throttle") - 0.1;
const SILENT = -1;

/**
 * The rules in the order in which they are looked for: those that hold the action, the most restrictive first; then what says
 * more than a verdict, which matters where it proceeds; then those that let it proceed, the explicit ones before the others
 * that allow; last what says nothing. Else in the order of their declaration.
 */
export function byRestriction(rules: readonly Rule[]): readonly Rule[] {
  return rules.toSorted((a, b) => orderOf(b) - orderOf(a));
}

function orderOf(rule: Rule): number {
  const isMore = saysMore(rule);
  if (rule.shadow || (!givesVerdict(rule) && !isMore)) return SILENT;
  const holds = givesVerdict(rule) && !permits(rule.verdict);
  if (!holds && isMore) return LAST_TO_PROCEED;
  return givesVerdict(rule)
    ? rank(rule.verdict) + (rule.verdict === "allow" && rule.explicit ? 0.5 : 0)
    : SILENT;
}

type Giving = Rule & { readonly verdict: Verdict };

function givesVerdict(rule: Rule): rule is Giving {
  return rule.verdict !== "none" && rule.verdict !== "note";
}

/** Does it ask for anything besides its verdict? */
function saysMore({ limit, redactions, connect, box, grant, trips }: Rule): boolean {
  if (limit !== undefined || redactions.length > 0) return true;
  return connect !== undefined || box !== undefined || grant !== undefined || trips !== undefined;
}
