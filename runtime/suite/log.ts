// The log of a play: what was attempted and what was said to it, searched anew for every question. No counters, no
// windows: what a suite concludes from it, it concludes by itself.

import type { Request } from "../decide/request.js";
import { permits, rank, type Verdict } from "../table/verdict.js";
import { fingerprintOf, situationOf, type Declared, type Situation } from "./situation.js";
import type { Decided } from "./target.js";
import type { Truth } from "./truth.js";

export type Event =
  | Attempt
  | { readonly kind: "wait"; readonly for: number }
  | {
      readonly kind: "approve";
      /** The fingerprint of the action. */
      readonly of: string;
      readonly by: string;
      readonly acknowledging: boolean;
      readonly at: number;
    }
  | {
      readonly kind: "report";
      readonly of: Attempt;
      readonly outcome: "ok" | "failed";
      readonly sent: unknown;
      /** Was it the first that was taken of this attempt? */
      readonly first: boolean;
      readonly seen: unknown;
    }
  | { readonly kind: "kill" | "revive"; readonly scope: string; readonly value?: unknown };

/** An attempt, and what was decided. */
export interface Attempt extends Situation {
  readonly kind: "attempt";
  /** Its place in the log. */
  readonly place: number;
  readonly log: Log;
  readonly request: Request;
  readonly fingerprint: string;
  readonly decision: Decided;
  /** What the policy says of it. */
  readonly verdict: Verdict;
  readonly permitted: boolean;
  /** Did it run, as requested or constrained? In shadow mode all does. */
  readonly ran: boolean;
}

/** Does a rule speak of it: unknown where that is not known. */
export type Rule = (attempt: Attempt) => Truth;

export interface Need {
  readonly count: number;
  /** Who may agree, normalised. */
  readonly of: readonly string[];
  readonly acknowledging?: boolean;
}

export class Log {
  readonly events: Event[] = [];

  constructor(readonly declared: Declared) {}

  add(event: Event): void {
    this.events.push(event);
  }

  attempted(request: Request, decision: Decided, now: number): void {
    const { verdict, enforced = verdict } = decision;
    this.add({
      kind: "attempt",
      ...situationOf(request, now, this.declared),
      place: this.events.length,
      log: this,
      request,
      fingerprint: fingerprintOf(request, this.declared.volatile),
      decision,
      verdict,
      permitted: permits(verdict),
      ran: permits(enforced),
    });
  }

  get attempts(): readonly Attempt[] {
    return this.events.filter((event) => event.kind === "attempt");
  }

  /** The attempts that rules decided: no kill switch did, and no fault. */
  get judged(): readonly Attempt[] {
    const { killswitches } = this.declared;
    return this.attempts.filter(
      ({ decision: { rule } }) => rule !== "on_error" && !killswitches.includes(rule),
    );
  }

  /** The attempt before the end of the log. */
  get last(): Attempt | undefined {
    return this.events.findLast((event) => event.kind === "attempt");
  }

  /** All that came before the attempt. */
  before(attempt: Attempt): readonly Event[] {
    return this.events.slice(0, attempt.place);
  }

  /**
   * Have the people that are needed agreed to this very action, each less than `within` milliseconds ago? Nobody counts
   * twice, nor does the agent, nor its owner, and what ran has used up all that was agreed before.
   */
  agreed(attempt: Attempt, needs: readonly Need[], within: number): boolean {
    const before = this.before(attempt);
    const lastRun = before.findLastIndex(
      (event) => event.kind === "attempt" && event.ran && event.fingerprint === attempt.fingerprint,
    );
    const agreements = before
      .slice(lastRun + 1)
      .filter((event) => event.kind === "approve" && event.of === attempt.fingerprint)
      .filter((event) => event.kind === "approve" && attempt.now < event.at + within)
      .flatMap((event) => (event.kind === "approve" ? [event] : []));
    const barred = [attempt.agent.id, attempt.agent.owner].map(personOf);
    const people = new Map<string, boolean>();
    for (const { by, acknowledging } of agreements) {
      const person = personOf(by);
      if (!barred.includes(person)) people.set(person, acknowledging || people.get(person) === true);
    }
    const places = needs.flatMap((need) => Array.from({ length: need.count }, () => need));
    return canFill(places, Array.from(people));
  }

  /** What was tripped by hand before the attempt, and not lifted since. */
  killsBefore(attempt: Attempt): readonly { readonly scope: string; readonly value?: unknown }[] {
    const standing = new Map<string, { readonly scope: string; readonly value?: unknown }>();
    for (const event of this.before(attempt)) {
      if (event.kind !== "kill" && event.kind !== "revive") continue;
      const name = JSON.stringify([event.scope, event.value]);
      if (event.kind === "kill") standing.set(name, event);
      else standing.delete(name);
    }
    return Array.from(standing.values());
  }
}

/** People are compared in lower case, after NFC. */
function personOf(name: unknown): string {
  return typeof name === "string" ? name.normalize("NFC").toLowerCase() : "";
}

/** Can each place be given a person of its own? Tried in every way. */
function canFill(
  [place, ...others]: readonly Need[],
  people: readonly (readonly [name: string, acknowledging: boolean])[],
): boolean {
  if (place === undefined) return true;
  return people.some(
    ([name, acknowledging], i) =>
      place.of.includes(name) &&
      (acknowledging || place.acknowledging !== true) &&
      canFill(others, people.toSpliced(i, 1)),
  );
}

/** Does the decision name the rule? Undefined where the target does not list what matched. */
export function names(attempt: Attempt, rule: string): Truth {
  const { matched } = attempt.decision;
  return attempt.decision.rule === rule || matched?.some((each) => each.rule === rule);
}

export function isAtLeast(verdict: Verdict, least: Verdict): boolean {
  return rank(verdict) >= rank(least);
}
