// From what the rules say to one verdict: the most restrictive one, and the rule that is named for it.

import { rank, type Verdict } from "../table/verdict.js";
import type { Fallback, Reason, Rule } from "../table/format.js";
import type { Judgement } from "./judge.js";
import type { Policy } from "./policy.js";
import type { Matched, Note } from "./request.js";

export interface Conclusion {
  readonly verdict: Verdict;
  readonly rule: string;
  readonly code: string;
  readonly reason: Reason;
  readonly origin: string;
  /** The deciding rule first, the others in declaration order; each once for each verdict. */
  readonly matched: readonly Matched[];
  /** Did the default join? */
  readonly byDefault: boolean;
}

interface Say extends Matched {
  readonly reason: Reason;
  readonly permits: boolean;
  readonly explicit: boolean;
}

/** What `rules`, in declaration order, come to. The default joins where none of them permits. */
export function conclude(policy: Policy, rules: readonly Rule[], judgement: Judgement): Conclusion {
  const says = rules.flatMap(sayOf);
  const byDefault = !says.some((say) => say.permits);
  const all = byDefault ? [...says, defaultSay(policy.table.policy.default, judgement)] : says;
  const winner = winnerOf(all);
  const others = all.filter((say) => say !== winner);
  return {
    verdict: winner.verdict,
    rule: winner.rule,
    code: winner.code,
    reason: winner.reason,
    origin: winner.origin,
    matched: once([winner, ...others]),
    byDefault,
  };
}

/** A rule without a verdict is not listed here: only its obligations count, or it is a note. */
function sayOf({ name, verdict, code, origin, reason, permits, explicit }: Rule): readonly Say[] {
  if (verdict === "none" || verdict === "note") return [];
  return [{ rule: name, verdict, code, origin, reason, permits, explicit }];
}

/** What `rules` note, in declaration order. */
export function notesOf(rules: readonly Rule[], told: (text: Reason) => string): readonly Note[] {
  return rules
    .filter(({ verdict }) => verdict === "note")
    .map(({ name, code, reason, origin }) => ({ rule: name, code, text: told(reason), origin }));
}

/** An approved `default escalate` counts as an allow. A result is permitted unless a rule on it holds it. */
function defaultSay({ verdict, reason, origin }: Fallback, { defaultApproved, situation }: Judgement): Say {
  const said = { rule: "default", code: "default", origin, permits: true, explicit: true };
  if (situation.returned !== undefined) return { ...said, verdict: "allow", reason: UNHELD };
  return { ...said, verdict: defaultApproved ? "allow" : verdict, reason };
}

/** The reason of the default of all results. */
export const UNHELD = "no rule holds this result";

/** The first with the most restrictive verdict; among several that allow, the first that says something of its own. */
function winnerOf(says: readonly Say[]): Say {
  const most = says.reduce((worst, say) => (rank(say.verdict) > rank(worst.verdict) ? say : worst));
  if (most.verdict !== "allow") return most;
  return says.find((say) => say.explicit) ?? most;
}

function once(says: readonly Say[]): readonly Matched[] {
  const seen = new Set<string>();
  const matched: Matched[] = [];
  for (const { rule, verdict, code, origin } of says) {
    const name = `${verdict} ${rule}`;
    if (!seen.has(name)) matched.push({ rule, verdict, code, origin });
    seen.add(name);
  }
  return matched;
}
