// What rules that keep state promise, concluded from the log of a play: agreement, windows, grants, trips.

import { rank, type Verdict } from "../table/verdict.js";
import { names, type Attempt, type Log, type Need, type Rule } from "./log.js";
import { Broken, type Met } from "./promise.js";
import { at, keyOf } from "./situation.js";
import type { Truth } from "./truth.js";

/** Have the people that are needed agreed to this very action in time? */
export function agreed(attempt: Attempt, needs: readonly Need[], within: number): boolean {
  return attempt.log.agreed(attempt, needs, within);
}

export interface WindowLimit {
  readonly per: number;
  readonly by: readonly string[];
  /** The amount that an attempt takes; left out: each takes one. Unknown or below zero: there is no room for it. */
  readonly amount?: (attempt: Attempt) => number | undefined;
  /** What becomes of an attempt that there is no room for. */
  readonly gives: Verdict;
  /** `<` instead of `<=`. */
  readonly strict?: true;
  readonly bound: number;
  /** What an agreement waives. */
  readonly waived?: (attempt: Attempt) => boolean;
}

/** The attempts of which the rule speaks, with whether the window that ends with them has room for them. */
function rooms(
  log: Log,
  speaks: Rule,
  { per, by, amount = () => 1, strict, bound }: WindowLimit,
): ReadonlyMap<Attempt, boolean> {
  const found = new Map<Attempt, boolean>();
  const windows = new Map<string, { readonly now: number; readonly amount: number }[]>();
  for (const attempt of log.judged) {
    if (speaks(attempt) === false) continue;
    const own = amount(attempt);
    const key = keyOf(attempt, by);
    const window = (windows.get(key) ?? []).filter(({ now }) => now > attempt.now - per);
    windows.set(key, window);
    const total = window.reduce((sum, each) => sum + each.amount, own ?? 0);
    const fits = strict === true ? total < bound : total <= bound;
    found.set(attempt, own !== undefined && own >= 0 && fits);
    if (attempt.ran) window.push({ now: attempt.now, amount: Math.max(0, own ?? 0) });
  }
  return found;
}

/** What the window has no room for does not run, unless people agreed to it. */
export function neverExceeds(log: Log, speaks: Rule, limit: WindowLimit, met: Met): void {
  for (const [attempt, fits] of rooms(log, speaks, limit)) {
    if (fits) continue;
    met.count("the window has no room left");
    if (attempt.permitted && limit.waived?.(attempt) !== true)
      throw new Broken(attempt, "this was permitted, and the window has no room for it", limit.gives);
  }
}

/** What all windows of a rule have room for is not held by it. */
export function holdsOnlyWhatIsOver(
  log: Log,
  rule: string,
  speaks: Rule,
  limits: readonly WindowLimit[],
  alsoOver: Rule,
  met: Met,
): void {
  const all = limits.map((limit) => rooms(log, speaks, limit));
  for (const attempt of log.judged) {
    if (all.some((room) => room.get(attempt) === false)) continue;
    if (speaks(attempt) !== false && alsoOver(attempt) !== false) continue;
    met.count("there is room");
    if (names(attempt, rule) === true) throw new Broken(attempt, `${rule} is named, and there is room`);
  }
}

// ─── Grants ─────────────────────────────────────────────────────────────────────────────────────────────────────

export interface GrantTerms {
  readonly scope: readonly string[];
  readonly expires: number;
  /** Does this outcome revoke it? */
  readonly revoked?: (outcome: "ok" | "failed") => Truth;
}

/** Has the grant that the attempt would run under ended: so long after its first use, or by an outcome? */
export function hasEnded(attempt: Attempt, speaks: Rule, { scope, expires, revoked }: GrantTerms): boolean {
  const key = keyOf(attempt, scope);
  const uses = attempt.log
    .before(attempt)
    .filter(
      (event): event is Attempt =>
        event.kind === "attempt" && event.ran && speaks(event) === true && keyOf(event, scope) === key,
    );
  const [first] = uses;
  if (first === undefined) return false;
  if (attempt.now >= first.now + expires) return true;
  return attempt.log
    .before(attempt)
    .some(
      (event) =>
        event.kind === "report" &&
        event.first &&
        uses.includes(event.of) &&
        revoked?.(event.outcome) !== false &&
        revoked !== undefined,
    );
}

// ─── Kill switches ──────────────────────────────────────────────────────────────────────────────────────────────

/** What a tripped kill switch covers is blocked, whatever rules say, from the next attempt on. */
export function killsAtOnce(log: Log, killswitch: string, scopes: readonly string[], met: Met): void {
  for (const attempt of log.attempts) {
    const covering = log
      .killsBefore(attempt)
      .filter(({ scope }) => scopes.includes(scope))
      .filter(({ scope, value }) => scope === "all" || at(attempt, scope) === value);
    const { verdict, enforced = verdict, rule } = attempt.decision;
    if (covering.length > 0) {
      met.count("a kill switch covers the attempt");
      if (enforced !== "block") throw new Broken(attempt, `${killswitch} covers this`, "block");
    } else {
      met.count("no kill switch covers the attempt");
      if (rule === killswitch && !isTripped(attempt))
        throw new Broken(attempt, `${killswitch} blocks this, and does not cover it`);
    }
  }
}

/** Did a rule trip something before? */
function isTripped(attempt: Attempt): boolean {
  return attempt.log.attempts.some((each) => each.place < attempt.place && each.decision.trips !== undefined);
}

export interface TripTerms {
  readonly scope: string;
  /** Milliseconds; left out: until it is lifted. */
  readonly for?: number;
}

/** Where a rule trips a switch, what has the same value in its scope is blocked from the next attempt on, until somebody lifts it. */
export function trips(log: Log, speaks: Rule, { scope, for: length = Infinity }: TripTerms, met: Met): void {
  const judged = log.judged;
  for (const attempt of log.attempts) {
    const since = judged.filter(
      (each) =>
        each.place < attempt.place &&
        speaks(each) !== false &&
        attempt.now < each.now + length &&
        (scope === "all" || at(each, scope) === at(attempt, scope)) &&
        !isRevived(log, scope, each, attempt),
    );
    if (since.length === 0) continue;
    met.count("it was tripped before");
    const { verdict, enforced = verdict } = attempt.decision;
    if (enforced !== "block")
      throw new Broken(attempt, "this is halted since a rule tripped its switch", "block");
  }
}

/** Was what the one attempt tripped lifted by hand before the other? */
function isRevived(log: Log, scope: string, tripping: Attempt, later: Attempt): boolean {
  return log.events
    .slice(tripping.place, later.place)
    .some(
      (event) =>
        event.kind === "revive" &&
        event.scope === scope &&
        (scope === "all" || event.value === at(later, scope)),
    );
}

// ─── What leaves ────────────────────────────────────────────────────────────────────────────────────────────────

/** The arguments with which a permitted attempt proceeds. */
function argsThatProceed(attempt: Attempt): Readonly<Record<string, unknown>> {
  return attempt.decision.obligations?.args ?? attempt.args;
}

/** What must not leave does not: looked at wherever the rule speaks and the action runs. */
export function neverLeaves(
  log: Log,
  speaks: Rule,
  isLeft: (args: Readonly<Record<string, unknown>>, attempt: Attempt) => boolean,
  met: Met,
): void {
  for (const attempt of log.judged) {
    if (!attempt.permitted || speaks(attempt) === false) continue;
    if (isLeft(attempt.args, attempt)) met.count("there is something to rewrite");
    if (isLeft(argsThatProceed(attempt), attempt))
      throw new Broken(attempt, `this proceeds with ${JSON.stringify(argsThatProceed(attempt))}`);
  }
}

/** What comes back is seen without what must not be: looked at wherever the rule spoke of the action. */
export function neverComesBack(log: Log, speaks: Rule, isLeft: (result: unknown) => boolean, met: Met): void {
  const judged = new Set(log.judged);
  for (const event of log.events) {
    if (event.kind !== "report" || !event.first || !judged.has(event.of) || speaks(event.of) === false)
      continue;
    if (isLeft(event.sent)) met.count("something comes back that must not be seen");
    if (isLeft(event.seen)) throw new Broken(event.of, `its result is seen as ${JSON.stringify(event.seen)}`);
  }
}

/** Whoever opens the connection is told which addresses to refuse. */
export function carries(log: Log, speaks: Rule, rule: string, deny: readonly string[], met: Met): void {
  for (const attempt of log.judged) {
    if (!attempt.permitted || speaks(attempt) === false) continue;
    const { obligations } = attempt.decision;
    if (obligations === undefined) continue;
    met.count("it permits a connection");
    const told = obligations.connect.filter((each) => each.rule === rule).flatMap((each) => each.deny);
    const forgotten = deny.find((block) => !told.includes(block));
    if (forgotten !== undefined) throw new Broken(attempt, `${rule} denies ${forgotten}, and nobody is told`);
  }
}

// ─── Claims and the default ─────────────────────────────────────────────────────────────────────────────────────

/**
 * A claim of the policy's about every attempt of which its conditions are known to hold. Windows count as not used up, so one
 * that bounds from above is looked at before anything else has run.
 */
export function keepsClaim(
  log: Log,
  holds: Rule,
  bound: "at least" | "at most" | "exactly",
  verdict: Verdict,
  met: Met,
): void {
  const order = { "at least": [0, 1], "at most": [-1, 0], exactly: [0] }[bound];
  for (const attempt of log.judged) {
    if (holds(attempt) !== true) continue;
    if (bound !== "at least" && log.attempts.some((each) => each.place < attempt.place && each.ran)) continue;
    met.count("its conditions hold");
    if (!order.includes(Math.sign(rank(attempt.verdict) - rank(verdict))))
      throw new Broken(attempt, `this is decided as ${attempt.verdict}`, verdict);
  }
}
