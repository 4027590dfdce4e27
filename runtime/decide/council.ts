// All policies that decide one attempt, the policy first and then its floors: what each says, and what all of them ask
// and leave behind, which one store answers and takes as one.

import type { Effects, Kill, LimitClaim, SeriesRead, StateAnswer, StateQuery } from "../state/store.js";
import type { Rule } from "../table/format.js";
import { permits, rank, type Verdict } from "../table/verdict.js";
import { concluded, failed, type Timed } from "./decision.js";
import { combined } from "./combine.js";
import { faultOf } from "./fault.js";
import { deliberate, questionsOf, type Deliberation } from "./deliberate.js";
import { effectsOf } from "./effects.js";
import type { Judgement, LimitAnswers } from "./judge.js";
import { seenBy } from "./layers.js";
import { isShadow, type Policy } from "./policy.js";
import type { Decision } from "./request.js";
import type { Answers } from "./scene.js";
import { factsOf } from "./sets.js";
import type { Situation } from "./situation.js";
import { killsTrippedBy } from "./trips.js";

/** One policy's say. What keeps it from deciding is its own `on_error`, and no other policy's. */
type Voice =
  | { readonly kind: "judged"; readonly frame: Timed; readonly deliberation: Deliberation }
  | { readonly kind: "failed"; readonly frame: Timed; readonly decision: Decision };

export interface Council {
  readonly voices: readonly Voice[];
  /** Undefined where a policy blocks already that is enforced: then no window of any is looked at. */
  readonly claims: readonly { readonly rule: Rule; readonly room: LimitClaim }[] | undefined;
  /** Does the action run, if all windows have room? Then all effects of all are taken. */
  readonly runs: boolean;
  /** The verdict of all if all windows have room; absent where it is known only once the windows were asked. */
  readonly verdict?: Verdict;
}

/** The frames of a policy and its floors. */
function framesOf<F extends Pick<Timed, "policy">>(frame: F): readonly F[] {
  return frame.policy.layers.map((policy) => ({ ...frame, policy }));
}

/** The questions of all, and each one's answers. */
export function questionsOfAll(
  frame: Timed,
  situation: Situation,
): { readonly query: StateQuery; readonly answers: (answer: StateAnswer) => readonly Answers[] } {
  const all = framesOf(frame).map(({ policy, now }) => questionsOf(policy, seenBy(policy, situation), now));
  const queries = all.map(({ query }) => query);
  const query = {
    now: frame.now,
    digest: situation.digest,
    series: queries.flatMap(({ series }) => series),
    grants: queries.flatMap(({ grants }) => grants),
  };
  return { query, answers: (answer) => all.map((each, i) => each.answers(partOf(answer, queries, i))) };
}

/** The part of an answer that answers the query at `index`. */
function partOf(answer: StateAnswer, queries: readonly StateQuery[], index: number): StateAnswer {
  const before = queries.slice(0, index);
  const part = <T>(items: readonly T[], countOf: (query: StateQuery) => number): readonly T[] => {
    const start = before.reduce((sum, query) => sum + countOf(query), 0);
    const own = queries[index];
    return items.slice(start, start + (own === undefined ? 0 : countOf(own)));
  };
  return {
    ...answer,
    series: part(answer.series, ({ series }) => series.length),
    grants: part(answer.grants, ({ grants }) => grants.length),
  };
}

/** What all say, the windows aside. */
export function convene(frame: Timed, situation: Situation, answers: readonly Answers[]): Council {
  const voices = framesOf(frame).flatMap((each, i) => {
    const own = answers[i];
    return own === undefined ? [] : [voiceOf(each, seenBy(each.policy, situation), own)];
  });
  const binding = voices.filter((voice) => !isShadow(voice.frame.policy));
  if (binding.some(isBlocking)) return { voices, claims: undefined, runs: false };
  const claims = voices.flatMap((voice) =>
    voice.kind === "judged" ? (voice.deliberation.claims ?? []) : [],
  );
  const verdict = verdictOf(voices);
  return { voices, claims, runs: binding.every(isPermitting), ...(verdict && { verdict }) };
}

/** Undefined where one could not decide or is in shadow mode. */
function verdictOf(voices: readonly Voice[]): Verdict | undefined {
  const all = voices.map((voice) => (voice.kind === "judged" ? voice.deliberation.verdict : undefined));
  const known = all.filter((verdict) => verdict !== undefined);
  if (known.length < all.length) return undefined;
  return known.reduce((most, each) => (rank(each) > rank(most) ? each : most));
}

function voiceOf(frame: Timed, situation: Situation, answers: Answers): Voice {
  try {
    return { kind: "judged", frame, deliberation: deliberate(frame.policy, situation, answers) };
  } catch (error) {
    const decision = {
      ...failed(frame, "decision.fault", faultOf(error)),
      ...factsOf(frame.policy, answers.sets),
    };
    return { kind: "failed", frame, decision };
  }
}

function isBlocking(voice: Voice): boolean {
  return voice.kind === "judged" ? voice.deliberation.blocked : voice.decision.verdict === "block";
}

function isPermitting(voice: Voice): boolean {
  return voice.kind === "judged" ? voice.deliberation.runs : permits(voice.decision.verdict);
}

/** What all leave behind: nothing of one that could not decide. */
export function effectsOfAll(
  { voices, verdict }: Council,
  attempt: { readonly id: string; readonly keep: number; readonly read: readonly SeriesRead[] },
): Effects | undefined {
  const each = voices.flatMap((voice, depth) => {
    if (voice.kind === "failed") return [];
    const { judgement, rules } = voice.deliberation;
    const effects = effectsOf(voice.frame.policy, judgement, rules, {
      ...attempt,
      ...(verdict && { verdict }),
    });
    return [depth === 0 ? effects : atDepth(effects, depth)];
  });
  return each.length === 0 ? undefined : each.reduce(joined);
}

/** What rules of all trip, whatever is decided. @throws {Fault} where a scope has no value. */
export function tripsOfAll({ voices }: Council): readonly Kill[] {
  return voices.flatMap((voice) =>
    voice.kind === "judged"
      ? killsTrippedBy(voice.frame.policy, voice.deliberation.judgement, voice.frame.now)
      : [],
  );
}

/** Every policy's state has names of its own, so that nothing is taken twice. */
function joined(a: Effects, b: Effects): Effects {
  return {
    ...a,
    series: [...a.series, ...b.series],
    ...((a.open ?? b.open) && { open: [...(a.open ?? []), ...(b.open ?? [])] }),
    resets: [...(a.resets ?? []), ...(b.resets ?? [])],
    grants: [...a.grants, ...b.grants],
    ...(a.pending && b.pending && { pending: bothPending(a.pending, b.pending) }),
  };
}

/** One report of one attempt, which all of them will decide. */
function bothPending(a: PendingEffect, b: PendingEffect): PendingEffect {
  const judged = [...a.attempt.judged, ...b.attempt.judged];
  const [first] = judged;
  const one = first && {
    request: first.request,
    rewrites: judged.flatMap(({ rewrites }) => rewrites),
    past: judged.flatMap(({ past }) => past),
  };
  const revokes = [...a.attempt.revokes, ...b.attempt.revokes];
  return { ...a, attempt: { ...a.attempt, revokes, judged: one === undefined ? [] : [one] } };
}

type PendingEffect = NonNullable<Effects["pending"]>;

/** What rules of a floor ask of the result is known by its depth. */
function atDepth(effects: Effects, depth: number): Effects {
  if (effects.pending === undefined) return effects;
  const { attempt } = effects.pending;
  const judged = attempt.judged.map((each) => ({
    ...each,
    rewrites: each.rewrites.map((rewrite) => ({ ...rewrite, depth })),
  }));
  return { ...effects, pending: { ...effects.pending, attempt: { ...attempt, judged } } };
}

/** What each policy made its decision from. */
export interface Reasoned {
  readonly policy: Policy;
  readonly judgement: Judgement;
  readonly limits: LimitAnswers | undefined;
}

/** The decision of all, with the windows' answers where they were asked. */
export function resolved(
  { voices }: Council,
  situation: Situation,
  limits: LimitAnswers | undefined,
): { readonly decision: Decision; readonly reasoned: readonly Reasoned[] } {
  const reasoned = voices.flatMap((voice) => {
    if (voice.kind === "failed") return [];
    const { judgement, blocked } = voice.deliberation;
    return [{ policy: voice.frame.policy, judgement, limits: blocked ? undefined : limits }];
  });
  const decisions = voices.map((voice) => {
    if (voice.kind === "failed") return voice.decision;
    const { judgement, blocked } = voice.deliberation;
    return concluded(voice.frame, judgement, blocked ? undefined : limits);
  });
  return { decision: combined(decisions, situation), reasoned };
}
