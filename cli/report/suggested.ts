// What `suggest-cases` found for one policy, as reports tell it.

import type { Goal } from "../../compiler/coverage/goals.js";
import type { Suggested, Suggestion } from "../../compiler/scenarios/suggest.js";
import type { Sources } from "./plain.js";

export interface SuggestedFor extends Suggested {
  readonly file: string;
  /** From the working folder. */
  readonly path: string;
  /** Its name. */
  readonly policy: string;
  readonly sources: Sources;
  /** How many cases stand. */
  readonly cases: number;
  /** Cases that table and interpreter decide otherwise. */
  readonly unsure: number;
}

/** So many goals are named. */
const MOST_NAMED = 3;

/** What a case is for, each rule named once. */
export function reviewOf({ reaches }: Suggestion): string {
  const named = new Set<string>();
  let rule: string | undefined;
  for (const goal of reaches) {
    named.add(goal.rule === rule ? goal.text : goalText(goal));
    rule = goal.rule;
  }
  const more = named.size - MOST_NAMED;
  const told = Array.from(named).slice(0, MOST_NAMED).join("; ");
  return `${told}${more > 0 ? `; and ${String(more)} more` : ""}`;
}

export function goalText({ rule, text }: Goal): string {
  return text.includes(rule) ? text : `${rule}: ${text}`;
}
