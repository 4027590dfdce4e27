// One attempt against a store: read, judge, settle. A permitted action leaves all its effects, any other its count alone.

import type { Clock } from "../state/clock.js";
import type { SeriesRead, Settled, StateAnswer, StateQuery, Store } from "../state/store.js";
import { Fault } from "../evaluate/fault.js";
import { admit } from "./admit.js";
import { checkedKills, checkedSettled, checkedState } from "./answers.js";
import {
  convene,
  effectsOfAll,
  questionsOfAll,
  resolved,
  tripsOfAll,
  type Council,
  type Reasoned,
} from "./council.js";
import { heldForRoom, failedAll, haltIn } from "./decide-all.js";
import { answersOf, type Timed } from "./decision.js";
import { faultOf, momentOf, NO_TIME } from "./fault.js";
import { explainRules, type Explanation } from "./explain.js";
import { Hearings, type Outside } from "./hear.js";
import { UNHEARD } from "./heard.js";
import { NO_SETS, type Sets } from "./sets.js";
import { attemptsOf, type Happened } from "./events.js";
import type { Observe } from "./observe.js";
import { seenBy } from "./layers.js";
import type { Policy } from "./policy.js";
import type { Decision } from "./request.js";
import type { Situation } from "./situation.js";

export interface AttemptOptions extends Outside {
  readonly store: Store;
  /** Shows the time, where the request's own does not count. */
  readonly clock: Clock;
  /** Does the request's time count, where it has one? */
  readonly honourRequestTime: boolean;
  /** For a request without an id. */
  readonly newId: () => string;
  /** How long the outcome can be reported, in milliseconds. */
  readonly keep: number;
  /** Reads requests, where that is remembered. */
  readonly admit?: typeof admit | undefined;
  /** Hears of the decision that is taken. */
  readonly observe?: Observe | undefined;
}

/**
 * How often a decision is made anew because what it was made from changed meanwhile. Of attempts that all read before
 * any of them settles, one settles in each round: so many at once are all decided.
 */
const MAX_TRIES = 100;

/** Decides one attempt and takes its effects. Never rejects: a store that cannot be reached is a `decision.fault`. */
export async function attempt(policy: Policy, request: unknown, options: AttemptOptions): Promise<Decision> {
  const considered = await consider(policy, request, options, "take");
  options.observe?.({ policy, ...considered });
  return considered.decision;
}

/** Decides one attempt as `attempt` would at this moment, takes no effect, and says why. Never rejects. */
export async function explain(
  policy: Policy,
  request: unknown,
  options: AttemptOptions,
): Promise<Explanation> {
  const { decision, reasoned } = await consider(policy, request, options, "look");
  const rules = reasoned.flatMap((each) => explainRules(each.policy, each.judgement, each.limits));
  return { decision, rules };
}

/** A decision, with what each policy made its own from where rules were asked. */
interface Considered {
  readonly decision: Decision;
  readonly reasoned: readonly Reasoned[];
}

async function consider(
  policy: Policy,
  request: unknown,
  options: AttemptOptions,
  mode: "take" | "look",
): Promise<Considered> {
  const admission = (options.admit ?? admit)(policy, request);
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
        () => ({ verdict: decision.verdict, permitted: false, sets: NO_SETS }),
        options.store,
      ).catch(() => undefined);
    return unruled(decision);
  };
  try {
    const halt = haltIn(frame, checkedKills(await options.store.kills()), copy, now);
    if (halt !== undefined) return await counted(halt);
    if (!situation.ok) return unruled(failedAll(frame, "request.invalid", situation.fault));
    if (now === undefined) return unruled(failedAll(frame, "decision.fault", NO_TIME));
    if (name === undefined) return await counted(failedAll(frame, "decision.fault", NO_ID));
    return await settle({ ...frame, now }, situation.value, options, mode);
  } catch (error) {
    return counted(failedAll(frame, "decision.fault", faultOf(error)));
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
  return { decision, reasoned: [] };
}

async function settle(
  frame: Timed,
  situation: Situation,
  options: AttemptOptions,
  mode: "take" | "look",
): Promise<Considered> {
  const { query, answers } = questionsOfAll(frame, situation);
  const hearings = new Hearings(frame.policy, options);
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const answer = checkedState(await options.store.read(query), query);
    const heard = await hearings.hear(situation, answers(answer));
    const council = convene(frame, situation, heard);
    const read = readOf(query, answer);
    const settled = await ask(frame, situation, council, read, options, mode);
    if (settled.outcome === "conflict") continue;
    const considered = consideredBy(frame, situation, council, settled);
    const permitted = council.runs && settled.outcome === "settled";
    // What is permitted was counted along with its other effects, if its verdict was known before.
    if (mode === "look" || (permitted && council.verdict !== undefined)) return considered;
    const { verdict } = considered.decision;
    const happened = (depth: number): Counted => ({
      verdict,
      permitted: permitted && council.voices[depth]?.kind === "judged",
      sets: heard[depth]?.sets ?? NO_SETS,
    });
    const counted = await countAttempt(frame, situation, happened, options.store, permitted ? [] : read);
    if (counted !== "conflict") return considered;
  }
  throw new Fault("the state kept changing while this was decided");
}

function consideredBy(frame: Timed, situation: Situation, council: Council, settled: Settled): Considered {
  if (settled.outcome === "conflict" || settled.outcome === "full") return unruled(heldForRoom(frame));
  const rules = council.claims?.map(({ rule }) => rule);
  return resolved(council, situation, rules && answersOf(rules, settled.limits));
}

/** By what it was decided, too: nothing where no rule was asked. */
type Counted = Happened & { readonly sets: Sets };

/**
 * Counts a decision in the policy and its floors, as long as the histories in `read` are as they were. One that there is
 * no room for stays as it is.
 */
async function countAttempt(
  { policy, now }: Pick<Timed, "policy" | "now">,
  situation: Situation,
  happened: (depth: number) => Counted,
  store: Store,
  read: readonly SeriesRead[] = [],
): Promise<Settled["outcome"]> {
  const unasked = {
    ...{ now, latest: now, approvals: [], heard: UNHEARD },
    ...{ histories: new Map(), grants: new Map() },
  };
  const series = policy.layers.flatMap((layer, depth) => {
    const { sets, ...decided } = happened(depth);
    const left = attemptsOf(layer, seenBy(layer, situation), { ...unasked, sets }, decided);
    // It is not reported, or not from here: what its report would tell stays unknown.
    return [...left.series, ...left.open];
  });
  if (series.length === 0) return "settled";
  const effects = { read, series, grants: [] };
  const settled = await store.settle({ now, digest: situation.digest, limits: [], effects });
  return checkedSettled(settled, []).outcome;
}

/** Takes all, or where the action is held already, only looks at the windows. What rules trip is tripped anyway. */
async function ask(
  { id, now }: Timed,
  { digest }: Situation,
  council: Council,
  read: readonly SeriesRead[],
  { store, keep }: AttemptOptions,
  mode: "take" | "look",
): Promise<Settled> {
  const limits = (council.claims ?? []).map(({ room }) => room);
  const effects = council.runs && mode === "take" ? effectsOfAll(council, { id, keep, read }) : undefined;
  const trips = mode === "take" ? tripsOfAll(council) : [];
  if (effects === undefined && limits.length === 0 && trips.length === 0)
    return { outcome: "settled", limits: [] };
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
