// One decision of several: a policy's and its floors', the more restrictive of which stands.

import { permits, rank, type Verdict } from "../table/verdict.js";
import { parseDuration, formatDuration } from "../values/time.js";
import { rewrittenArgs, rewrittenResult } from "./oblige.js";
import type { Decision, Matched, Obligations, SandboxObligation } from "./request.js";
import type { Situation } from "./situation.js";

/**
 * The decision of a policy and its floors, from what each of them decided by itself, the policy first. Of equal verdicts
 * the policy's own rule is named. What they rewrite in `situation`, they rewrite together. Obligations add up; a policy in shadow mode has none.
 */
export function combined(decisions: readonly Decision[], situation?: Situation): Decision {
  const [own] = decisions;
  if (own === undefined) throw new RangeError("a decision of nobody");
  if (decisions.length === 1) return own;
  const counted = decisions.filter((each, i) => counts(each, decisions.slice(0, i)));
  const winner = strongest(counted, ({ verdict }) => verdict);
  const { verdict, rule, code, reason, origin, fault } = winner;
  const enforced = strongest(decisions, (each) => each.enforced).enforced;
  const { fault: _, shadow: __, notes: ___, trips: ____, facts: _____, ...head } = own;
  const trips = decisions.flatMap((each) => each.trips ?? []);
  return {
    ...head,
    ...{ verdict, enforced, rule, code, reason, origin },
    matched: listed(winner.matched, counted),
    ...shadowOf(decisions, counted),
    ...notesOf(counted),
    ...(trips.length > 0 && { trips }),
    obligations: added(decisions, enforced, situation),
    ...factsOfAll(decisions),
    ...(fault !== undefined && { fault }),
  };
}

/** A floor in shadow mode has no say in an enforced policy. */
function counts({ mode }: Decision, above: readonly Decision[]): boolean {
  return mode === "enforce" || above.every((each) => each.mode === "shadow");
}

/** The first of the most restrictive. */
function strongest<T>(items: readonly T[], verdictOf: (item: T) => Verdict): T {
  return items.reduce((most, each) => (rank(verdictOf(each)) > rank(verdictOf(most)) ? each : most));
}

/** The deciding rule first, then all others, the policy's before the floor's. */
function listed(
  [first, ...others]: readonly Matched[],
  from: readonly Pick<Decision, "matched">[],
): readonly Matched[] {
  if (first === undefined) return others;
  return [first, ...from.flatMap(({ matched }) => matched).filter((each) => each !== first)];
}

/** What it would be if shadow rules and floors in shadow mode counted. */
function shadowOf(decisions: readonly Decision[], counted: readonly Decision[]): Pick<Decision, "shadow"> {
  const differ = decisions.some(({ shadow }) => shadow !== undefined) || counted.length < decisions.length;
  if (!differ) return {};
  const all = decisions.map(
    ({ shadow, verdict, matched, notes }) => shadow ?? { verdict, matched, ...(notes && { notes }) },
  );
  const winner = strongest(all, ({ verdict }) => verdict);
  return { shadow: { verdict: winner.verdict, matched: listed(winner.matched, all), ...notesOf(all) } };
}

function notesOf(from: readonly Pick<Decision, "notes">[]): Pick<Decision, "notes"> {
  const notes = from.flatMap((each) => each.notes ?? []);
  return notes.length === 0 ? {} : { notes };
}

function factsOfAll(decisions: readonly Decision[]): Pick<Decision, "facts"> {
  const data = decisions.flatMap(({ facts }) => facts?.data ?? []);
  return data.length === 0 ? {} : { facts: { data } };
}

// ─── Obligations ────────────────────────────────────────────────────────────────────────────────────────────────

function added(
  decisions: readonly Decision[],
  enforced: Verdict,
  situation: Situation | undefined,
): Obligations {
  const all = decisions.map(({ obligations }) => obligations);
  const unmet = all.flatMap(({ approvals }) => approvals?.unmet ?? []);
  const digest = all.flatMap(({ approvals }) => approvals?.digest ?? [])[0];
  const retryAfter = enforced === "throttle" ? latest(decisions) : undefined;
  return {
    ...(permits(enforced) ? constraints(all, situation) : { redactions: [], connect: [] }),
    ...(digest !== undefined && { approvals: { digest, unmet } }),
    ...(retryAfter !== undefined && { retryAfter }),
    notify: Array.from(new Set(all.flatMap(({ notify }) => notify))),
  };
}

function constraints(
  all: readonly Obligations[],
  situation: Situation | undefined,
): Omit<Obligations, "notify"> {
  const redactions = all.flatMap((each) => each.redactions);
  const boxes = all.flatMap(({ sandbox }) => sandbox ?? []);
  const rewritten = situation && rewrittenArgs(redactions, situation);
  const came = situation && rewrittenResult(redactions, situation);
  return {
    ...(rewritten !== undefined && { args: rewritten }),
    ...(came !== undefined && { result: came }),
    redactions,
    ...(boxes.length > 0 && { sandbox: boxes.reduce(meet) }),
    connect: all.flatMap(({ connect }) => connect),
  };
}

/** When the last of those that throttle has room; undefined where one does not know. */
function latest(decisions: readonly Decision[]): string | undefined {
  const times = decisions
    .filter((each) => each.enforced === "throttle")
    .map(({ obligations }) =>
      obligations.retryAfter === undefined ? undefined : parseDuration(obligations.retryAfter),
    );
  const known = times.flatMap((time) => (time?.ok === true ? [time.value] : []));
  return known.length < times.length ? undefined : formatDuration(Math.max(...known));
}

/** What both allow, less what either hides, under the lower limits. */
function meet(a: SandboxObligation, b: SandboxObligation): SandboxObligation {
  const names = Array.from(
    new Set([...Object.keys(a.limits), ...Object.keys(b.limits)]),
  ) as (keyof SandboxObligation["limits"])[];
  const lowest = names.map((name) => [
    name,
    Math.min(a.limits[name] ?? Infinity, b.limits[name] ?? Infinity),
  ]);
  return {
    boxes: distinct([...a.boxes, ...b.boxes]),
    read: distinct([...a.read, ...b.read]),
    write: distinct([...a.write, ...b.write]),
    hide: distinct([...a.hide, ...b.hide]),
    reach: distinct([...a.reach, ...b.reach]),
    run: distinct([...a.run, ...b.run]),
    env: distinct([...a.env, ...b.env]),
    limits: Object.fromEntries(lowest) as SandboxObligation["limits"],
    ...((a.must ?? b.must) && { must: "kernel" as const }),
  };
}

function distinct<T>(items: readonly T[]): readonly T[] {
  return Array.from(new Map(items.map((item) => [JSON.stringify(item), item])).values());
}
