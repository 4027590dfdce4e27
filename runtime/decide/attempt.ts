// One attempt against a store: read, judge, settle. A permitted action leaves all its effects, any other its count alone.

import type { Clock } from "../state/clock.js";
import type { SeriesRead, Settled, StateAnswer, StateQuery, Store } from "../state/store.js";
import { Fault } from "../evaluate/fault.js";
import { admit } from "./admit.js";
import { checkedKills, checkedSettled, checkedState } from "./answers.js";
import { answersOf, concluded, failed, halted, heldForRoom, type Timed } from "./decision.js";
import { faultOf, momentOf, NO_TIME } from "./decide.js";
import { deliberate, questionsOf, type Deliberation } from "./deliberate.js";
import { effectsOf } from "./effects.js";
import { explainRules, type Explanation } from "./explain.js";
import { haltOf } from "./halt.js";
import { Hearing, type Ask } from "./hear.js";
import { UNHEARD } from "./heard.js";
import { attemptsOf, type Happened } from "./events.js";
import type { Judgement, LimitAnswers } from "./judge.js";
import type { Policy } from "./policy.js";
import type { Decision } from "./request.js";
import type { Situation } from "./situation.js";
import { killsTrippedBy } from "./trips.js";

export interface AttemptOptions {
  readonly store: Store;
  /** Shows the time, where the request's own does not count. */
  readonly clock: Clock;
  /** Does the request's time count, where it has one? */
  readonly honourRequestTime: boolean;
  /** For a request without an id. */
  readonly newId: () => string;
  /** How long the outcome can be reported, in milliseconds. */
  readonly keep: number;
  readonly ask: Ask;
}

/**
 * How often a decision is made anew because what it was made from changed meanwhile. Of attempts that all read before
 * any of them settles, one settles in each round: so many at once are all decided.
 */
const MAX_TRIES = 100;

/** Decides one attempt and takes its effects. Never rejects: a store that cannot be reached is a `decision.fault`. */
export async function attempt(policy: Policy, request: unknown, options: AttemptOptions): Promise<Decision> {
  return (await consider(policy, request, options, "take")).decision;
}

/** Decides one attempt as `attempt` would at this moment, takes no effect, and says why. Never rejects. */
export async function explain(
  policy: Policy,
  request: unknown,
  options: AttemptOptions,
): Promise<Explanation> {
  const { decision, judgement, limits } = await consider(policy, request, options, "look");
  return { decision, rules: judgement === undefined ? [] : explainRules(policy, judgement, limits) };
}

/** A decision, with what it was made from where rules were asked. */
interface Considered {
  readonly decision: Decision;
  readonly judgement?: Judgement;
  readonly limits: LimitAnswers | undefined;
}

async function consider(
  policy: Policy,
  request: unknown,
  options: AttemptOptions,
  mode: "take" | "look",
): Promise<Considered> {
  const admission = admit(policy, request);
  const { copy, id, time, situation } = admission;
  const now = momentOf((options.honourRequestTime ? time : undefined) ?? shownBy(options.clock));
  const name = id ?? idFrom(options.newId);
  const frame = { policy, admission, id: name ?? crypto.randomUUID(), now };
  // What no rule decided stands even where it cannot be counted.
  const counted = async (decision: Decision): Promise<Considered> => {
    if (situation.ok && now !== undefined && mode === "take")
      await countAttempt(
        { ...frame, now },
        situation.value,
        { verdict: decision.verdict, permitted: false },
        options.store,
      ).catch(() => undefined);
    return unruled(decision);
  };
  try {
    const halt = haltOf(policy.table, checkedKills(await options.store.kills()), copy, now);
    if (halt !== undefined) return await counted(halted(frame, halt.killswitch, halt.kill));
    if (!situation.ok) return unruled(failed(frame, "request.invalid", situation.fault));
    if (now === undefined) return unruled(failed(frame, "decision.fault", NO_TIME));
    if (name === undefined) return await counted(failed(frame, "decision.fault", NO_ID));
    return await settle({ ...frame, now }, situation.value, options, mode);
  } catch (error) {
    return counted(failed(frame, "decision.fault", faultOf(error)));
  }
}

/** A clock that fails shows no time. */
function shownBy(clock: Clock): number {
  try {
    return clock.now();
  } catch {
    return NaN;
  }
}

const NO_ID = { path: "", message: "there is no id for the attempt: newId gives none" };

/** Undefined, which is a fault of its own, where none is made. */
function idFrom(newId: () => unknown): string | undefined {
  try {
    const id = newId();
    return typeof id === "string" ? id : undefined;
  } catch {
    return undefined;
  }
}

function unruled(decision: Decision): Considered {
  return { decision, limits: undefined };
}

async function settle(
  frame: Timed,
  situation: Situation,
  options: AttemptOptions,
  mode: "take" | "look",
): Promise<Considered> {
  const { query, answers } = questionsOf(frame.policy, situation, frame.now);
  const hearing = new Hearing(frame.policy, options.ask);
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const answer = checkedState(await options.store.read(query), query);
    const deliberation = deliberate(frame.policy, situation, await hearing.hear(situation, answers(answer)));
    const read = readOf(query, answer);
    const settled = await ask(frame, deliberation, read, options, mode);
    if (settled.outcome === "conflict") continue;
    const considered = consideredBy(frame, deliberation, settled);
    const permitted = deliberation.runs && settled.outcome === "settled";
    // What is permitted was counted along with its other effects, if its verdict was known before.
    if (mode === "look" || (permitted && deliberation.verdict !== undefined)) return considered;
    const happened = { verdict: considered.decision.verdict, permitted };
    const counted = await countAttempt(frame, situation, happened, options.store, permitted ? [] : read);
    if (counted !== "conflict") return considered;
  }
  throw new Fault("the state kept changing while this was decided");
}

function consideredBy(
  frame: Timed,
  { judgement, claims, blocked }: Deliberation,
  settled: Settled,
): Considered {
  if (settled.outcome === "conflict" || settled.outcome === "full") return unruled(heldForRoom(frame));
  if (claims === undefined) return ruled(frame, judgement, undefined);
  const rules = claims.map(({ rule }) => rule);
  return ruled(frame, judgement, blocked ? undefined : answersOf(rules, settled.limits));
}

/** Counts a decision, as long as the histories in `read` are as they were. One that there is no room for stays as it is. */
async function countAttempt(
  { policy, now }: Pick<Timed, "policy" | "now">,
  situation: Situation,
  happened: Happened,
  store: Store,
  read: readonly SeriesRead[] = [],
): Promise<Settled["outcome"]> {
  const unasked = {
    ...{ now, latest: now, approvals: [], heard: UNHEARD },
    ...{ histories: new Map(), grants: new Map() },
  };
  const left = attemptsOf(policy, situation, unasked, happened);
  // It is not reported, or not from here: what its report would tell stays unknown.
  const series = [...left.series, ...left.open];
  if (series.length === 0) return "settled";
  const effects = { read, series, grants: [] };
  const settled = await store.settle({ now, digest: situation.digest, limits: [], effects });
  return checkedSettled(settled, []).outcome;
}

function ruled(frame: Timed, judgement: Judgement, limits: LimitAnswers | undefined): Considered {
  return { decision: concluded(frame, judgement, limits), judgement, limits };
}

/** Takes all, or where the table holds the action already, only looks at the windows. What rules trip is tripped anyway. */
async function ask(
  { policy, id, now }: Timed,
  { judgement, rules, claims = [], runs, verdict }: Deliberation,
  read: readonly SeriesRead[],
  { store, keep }: AttemptOptions,
  mode: "take" | "look",
): Promise<Settled> {
  const takes = runs && mode === "take";
  const trips = mode === "take" ? killsTrippedBy(policy, judgement, now) : [];
  if (!takes && claims.length === 0 && trips.length === 0) return { outcome: "settled", limits: [] };
  const { digest } = judgement.situation;
  const limits = claims.map(({ room }) => room);
  const effects = takes
    ? effectsOf(policy, judgement, rules, { id, keep, read, ...(verdict && { verdict }) })
    : undefined;
  const settled = await store.settle({
    ...{ now, digest, limits },
    ...(effects !== undefined && { effects }),
    ...(trips.length > 0 && { trips }),
  });
  return checkedSettled(settled, limits);
}

function readOf({ series }: StateQuery, answer: StateAnswer): readonly SeriesRead[] {
  return series.flatMap((query, i) => {
    const bounds = answer.series[i];
    return bounds === undefined ? [] : [{ query, answer: bounds }];
  });
}
