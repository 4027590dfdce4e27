// What a policy's histories ask of the past, answered from the log of a play.

import { canonicalJson, type Json } from "../table/canonical.js";
import type { Attempt } from "./log.js";
import { at, keyOf } from "./situation.js";
import type { Range, Truth } from "./truth.js";

export interface Question {
  /** The names of the actions that count. */
  readonly of: readonly string[];
  /** Every decision on them, held ones too. */
  readonly attempts?: true;
  readonly where?: (earlier: Attempt) => Truth;
  /** Only what came after the last of these that ran and agrees. */
  readonly since?: readonly string[];
  /** Milliseconds; left out: for ever. */
  readonly within?: number;
  /** The attribute of the earlier action, and the one of this action that it equals. */
  readonly by: readonly (readonly [earlier: string, now: string])[];
}

/** Is there such an action in the past? */
export function formerly(attempt: Attempt, question: Question): Truth {
  const { low, high } = count(attempt, question);
  return low > 0 ? true : high > 0 ? undefined : false;
}

export function count(attempt: Attempt, question: Question): Range {
  const { certain, possible } = asked(attempt, question);
  return { low: certain.length, high: certain.length + possible.length };
}

/** `read` gives the amount of an earlier action in the units in which it is compared. */
export function sum(
  attempt: Attempt,
  question: Question,
  read: (earlier: Attempt) => number | undefined,
): Range {
  const { certain, possible } = asked(attempt, question);
  const amounts = [certain.map(read), possible.map(read)] as const;
  if (amounts.flat().includes(undefined)) return { low: -Infinity, high: Infinity };
  const sure = total(amounts[0]);
  const least = total(amounts[1].map((each) => Math.min(0, each ?? 0)));
  const most = total(amounts[1].map((each) => Math.max(0, each ?? 0)));
  return { low: sure + least, high: sure + most };
}

export function distinct(attempt: Attempt, question: Question, path: string): Range {
  const { certain, possible } = asked(attempt, question);
  const told = (events: readonly Attempt[]): readonly (string | undefined)[] =>
    events.map((each) => {
      const value = at(each, path);
      return value === undefined ? undefined : canonicalJson(value as Json);
    });
  const all = [...told(certain), ...told(possible)];
  const known = new Set(told(certain).filter((each) => each !== undefined));
  const named = new Set(all.filter((each) => each !== undefined));
  return { low: known.size, high: named.size + all.filter((each) => each === undefined).length };
}

/** The earlier actions that count, and those that may. */
function asked(
  attempt: Attempt,
  { of, attempts, where, since = [], within = Infinity, by }: Question,
): { readonly certain: readonly Attempt[]; readonly possible: readonly Attempt[] } {
  const mine = keyOf(
    attempt,
    by.map(([, now]) => now),
  );
  const agreeing = attempt.log
    .before(attempt)
    .filter(
      (event): event is Attempt =>
        event.kind === "attempt" && (attempts === true || event.decision.rule !== "on_error"),
    )
    .filter(
      (event) =>
        keyOf(
          event,
          by.map(([earlier]) => earlier),
        ) === mine,
    );
  const end = agreeing.findLastIndex((event) => event.ran && since.includes(event.action.name));
  const events = agreeing
    .slice(end + 1)
    .filter(
      (event) =>
        of.includes(event.action.name) &&
        (attempts === true || event.ran) &&
        event.now > attempt.now - within,
    );
  const truth = (event: Attempt): Truth => (where === undefined ? true : where(event));
  return {
    certain: events.filter((event) => truth(event) === true),
    possible: events.filter((event) => truth(event) === undefined),
  };
}

function total(amounts: readonly (number | undefined)[]): number {
  return amounts.reduce<number>((sum, each) => sum + (each ?? 0), 0);
}
