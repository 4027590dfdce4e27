// One report against a store: what came back is decided, and the outcome settled, once.

import type { Approval, Judged, Pending, Report, Store } from "../state/store.js";
import { permits } from "../table/verdict.js";
import { admit } from "./admit.js";
import { checkedPending, checkedReported, checkedState } from "./answers.js";
import { reportOf } from "./calls.js";
import { concludeResult, type ResultDecision } from "./decide-result.js";
import { unjudgedAll, withheldAll } from "./decide-all.js";
import type { TimedHeading } from "./decision.js";
import { digestOfJson } from "./digest.js";
import { explainRules, type Explanation } from "./explain.js";
import { fault, type Formed } from "./form.js";
import { Hearings, type Outside } from "./hear.js";
import { UNHEARD } from "./heard.js";
import { seenBy } from "./layers.js";
import type { Observe } from "./observe.js";
import { NO_SETS } from "./sets.js";
import { bearingOn, type Policy } from "./policy.js";
import type { Decision, ReportInput } from "./request.js";
import { returnedIn } from "./returned.js";
import type { Answers } from "./scene.js";
import { revisionsOf } from "./awaited.js";
import type { Situation } from "./situation.js";
import { refused } from "./switches.js";
import { killsTrippedBy } from "./trips.js";

/** Where it is not `ok`, the result must be withheld from the agent. */
export type ReportResult =
  /** `result` is what the agent may see; absent where nothing was reported. */
  | { readonly ok: true; readonly decision: Decision; readonly result?: unknown }
  /** Without a decision: the report itself is refused. */
  | { readonly ok: false; readonly reason: string; readonly decision?: Decision };

/** How often a result is decided anew because its approvals, or the attempt, changed meanwhile. */
const MAX_TRIES = 100;

/** @throws {Error} where the store cannot be reached, or the report cannot be read. */
export async function report(
  policy: Policy,
  {
    store,
    observe,
    ...outside
  }: Outside & {
    readonly store: Store;
    /** Hears of the decision that is taken. */
    readonly observe?: Observe | undefined;
  },
  now: number,
  id: unknown,
  input: unknown,
): Promise<ReportResult> {
  const call = reportOf(id, input);
  if (!call.ok) return call;
  const { id: name, ...ended } = call.value;
  const hearings = new Hearings(policy, outside);
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const pending = checkedPending(await store.pending(name, now));
    if (pending === undefined) return NOT_AWAITED;
    const review = reviewOf({ policy, id: name, now }, pending, ended, hearings);
    const approvals = await approvalsOf(review, store);
    const decided = await review.decide(approvals);
    const settled = checkedReported(
      await store.report(settlementOf(review, pending, ended, decided, approvals)),
    );
    if (settled === "unknown") return NOT_AWAITED;
    if (settled === "full") return refused("the store has no room for another kill");
    if (settled === "settled") {
      observe?.({ policy, ...decided });
      return answerOf(decided.decision, review.sent);
    }
  }
  return refused("the state kept changing while this was decided");
}

/**
 * Decides what came back as `report` would at this moment, takes no effect, and says why; undefined where no such report
 * is awaited.
 * @throws {Error} as `report` does.
 */
export async function explainReport(
  policy: Policy,
  { store, ...outside }: Outside & { readonly store: Store },
  now: number,
  id: unknown,
  input: unknown,
): Promise<Explanation | undefined> {
  const call = reportOf(id, input);
  const pending = call.ok ? checkedPending(await store.pending(call.value.id, now)) : undefined;
  if (!call.ok || pending === undefined) return undefined;
  const hearings = new Hearings(policy, outside);
  const review = reviewOf({ policy, id: call.value.id, now }, pending, call.value, hearings);
  const { decision, reasoned } = await review.decide(await approvalsOf(review, store));
  const rules = reasoned.flatMap((each) => explainRules(each.policy, each.judgement, undefined));
  return { decision, rules };
}

const NOT_AWAITED = refused("no attempt of this id awaits a report, or not this one");

/** What is asked and answered in deciding one result. */
interface Review {
  readonly frame: TimedHeading;
  readonly digest: string;
  /** As the agent would see it, were nothing rewritten. */
  readonly sent: unknown;
  /** The action with what came back from it, where that is known. */
  readonly ended?: Situation;
  /** Can approvals change the decision? */
  readonly asksPeople: boolean;
  readonly decide: (approvals: readonly Approval[]) => ResultDecision | Promise<ResultDecision>;
}

function reviewOf(frame: TimedHeading, { judged }: Pending, ended: ReportInput, hearings: Hearings): Review {
  const [only, ...others] = judged;
  if (only === undefined) {
    const { outcome, result } = ended;
    const digest = digestOfJson({ outcome });
    const decide = (): ResultDecision => ({ decision: unjudgedAll(frame), reasoned: [] });
    return { frame, digest, sent: result, asksPeople: false, decide };
  }
  const attempt = others.length === 0 ? situationOf(frame, only) : SEVERAL;
  if (!attempt.ok) {
    const decision = withheldAll(frame, "decision.fault", attempt.fault);
    return undecided(frame, ended, decision);
  }
  return judgedReview(frame, only, attempt.value, ended, hearings);
}

const SEVERAL = fault([], "several attempts have this id, and they differ");

/** The action as it was permitted, read again under the policy in force. */
function situationOf({ policy }: TimedHeading, { request }: Judged): Formed<Situation> {
  return admit(policy, JSON.parse(request)).situation;
}

function undecided(frame: TimedHeading, { outcome, result }: ReportInput, decision: Decision): Review {
  return {
    frame,
    digest: digestOfJson({ outcome }),
    sent: result,
    asksPeople: false,
    decide: () => ({ decision, reasoned: [] }),
  };
}

function judgedReview(
  frame: TimedHeading,
  judged: Judged,
  situation: Situation,
  ended: ReportInput,
  hearings: Hearings,
): Review {
  const { policy } = frame;
  const returned = returnedIn(situation, ended, []);
  if (!returned.ok) return undecided(frame, ended, withheldAll(frame, "result.invalid", returned.fault));
  const results = policy.layers.flatMap((layer) => bearingOn(layer, seenBy(layer, situation))?.results ?? []);
  return {
    frame,
    digest: returned.value.digest,
    sent: returned.value.returned?.sent,
    ended: returned.value,
    asksPeople: results.some(({ needs }) => needs !== undefined),
    decide: async (approvals) => {
      const unheard = policy.layers.map((layer) => answersAt({ ...frame, policy: layer }, judged, approvals));
      const answers = await hearings.hear(returned.value, unheard);
      return concludeResult(frame, returned, (layer, depth) => ({
        rewrites: judged.rewrites.filter((rewrite) => (rewrite.depth ?? 0) === depth),
        answers: answers[depth] ?? answersAt({ ...frame, policy: layer }, judged, approvals),
      }));
    },
  };
}

/** The past is as it was when the action was decided: the action itself is no part of it. */
function answersAt(
  { policy, now }: TimedHeading,
  { past }: Pick<Judged, "past">,
  approvals: readonly Approval[],
): Answers {
  const known = new Map(past.map(({ id, answer }) => [id, answer]));
  const histories = policy.table.histories.flatMap(({ id }, i) => {
    const answer = known.get(id);
    return answer === undefined ? [] : [[i, answer] as const];
  });
  return {
    ...{ now, latest: now, approvals },
    ...{ histories: new Map(histories), grants: new Map(), heard: UNHEARD, sets: NO_SETS },
  };
}

async function approvalsOf(
  { frame, digest, asksPeople }: Review,
  store: Store,
): Promise<readonly Approval[]> {
  if (!asksPeople) return [];
  const query = { now: frame.now, digest, series: [], grants: [] };
  return checkedState(await store.read(query), query).approvals;
}

/** A permitted result spends its approvals; one that is held for an approval may be reported again. */
function settlementOf(
  { frame: { policy, id, now }, digest, asksPeople, ended: situation }: Review,
  { awaited = [] }: Pending,
  { outcome }: ReportInput,
  { decision: { enforced }, reasoned }: ResultDecision,
  approvals: readonly Approval[],
): Report {
  const trips = reasoned.flatMap((each) => killsTrippedBy(each.policy, each.judgement, now));
  const spends = asksPeople && permits(enforced);
  const ended = { outcome, ...(situation && { situation }) };
  const revisions = revisionsOf(policy, awaited, ended);
  return {
    id,
    now,
    outcome,
    digest,
    waits: enforced === "escalate",
    ...(revisions.length > 0 && { revisions }),
    ...(spends && { spends: approvals }),
    ...(trips.length > 0 && { trips }),
  };
}

function answerOf(decision: Decision, sent: unknown): ReportResult {
  const { enforced, reason, obligations } = decision;
  if (!permits(enforced)) return { ok: false, reason, decision };
  const result = obligations.redactions.length > 0 ? obligations.result : sent;
  return { ok: true, decision, ...(result !== undefined && { result }) };
}
