// Puts decisions together: one shape, whatever decided.

import type { Kill, LimitState } from "../state/store.js";
import type { Killswitch, Reason, Rule } from "../table/format.js";
import type { Verdict } from "../table/verdict.js";
import type { Admission } from "./admit.js";
import { conclude, notesOf, UNHELD, type Conclusion } from "./conclude.js";
import { contributing, type Judgement, type LimitAnswers } from "./judge.js";
import { onErrorOf } from "./on-error.js";
import { NO_OBLIGATIONS, oblige } from "./oblige.js";
import { isShadow, type Policy } from "./policy.js";
import type { Decision, Fault } from "./request.js";
import { plainReason, reasonText } from "./reason.js";
import { factsOf } from "./sets.js";
import { timeText } from "./show.js";
import { tripRecords } from "./trips.js";

/** What is the same in every decision about one attempt, and about what comes back from it. */
export interface Heading {
  readonly policy: Policy;
  readonly id: string;
  /** Epoch milliseconds; undefined where the clock shows no time. */
  readonly now: number | undefined;
}

/** What decisions about an attempt are made from besides. */
export interface Frame extends Heading {
  /** The request as far as it could be read. */
  readonly admission: Admission;
}

/** A heading whose clock shows the time. */
export type TimedHeading = Heading & { readonly now: number };

/** A frame whose clock shows the time. */
export type Timed = Frame & { readonly now: number };

/** The codes of decisions that the policy's `on_error` makes. */
export type ErrorCode = "request.invalid" | "decision.fault";

/** The codes of results that are withheld because they could not be decided. */
export type ResultErrorCode = "result.invalid" | "decision.fault";

/** The policy's `on_error`. */
export function failed(frame: Frame, code: ErrorCode, fault: Fault): Decision {
  const { policy, admission, now } = frame;
  const { verdict, reason, origin } = onErrorOf(policy, admission, now);
  const matched = [{ rule: "on_error", verdict, code, origin }];
  const decided = { verdict, rule: "on_error", code, reason: plainReason(reason), origin, matched };
  return {
    ...headOf(frame),
    ...decided,
    enforced: enforcedOf(policy, verdict),
    obligations: NO_OBLIGATIONS,
    impact: {},
    ...(admission.situation.ok && { digest: admission.situation.value.digest }),
    fault,
  };
}

/** A result that could not be decided: withheld, whatever `on_error` says of actions; in shadow mode it passes. */
export function withheld(frame: Heading, code: ResultErrorCode, fault: Fault, digest?: string): Decision {
  const { origin } = frame.policy.table.policy.onError;
  const enforced = enforcedOf(frame.policy, "block");
  const matched = [{ rule: "on_error", verdict: "block", code, origin }] as const;
  const reason =
    code === "result.invalid" ? "the result is not as it was declared" : "this result could not be decided";
  return {
    ...headOf(frame),
    ...{ verdict: "block", enforced, rule: "on_error", code, reason, origin, matched },
    obligations: NO_OBLIGATIONS,
    impact: {},
    ...(digest !== undefined && { digest }),
    fault,
  };
}

/** A result of which no rule and no declaration speaks. */
export function unjudged(frame: Heading): Decision {
  const { origin } = frame.policy.table.policy.default;
  const named = { rule: "default", verdict: "allow", code: "default", origin } as const;
  return {
    ...headOf(frame),
    ...named,
    enforced: "allow",
    reason: UNHELD,
    matched: [named],
    obligations: NO_OBLIGATIONS,
    impact: {},
  };
}

/** What the enforcement point does: in shadow mode, let the action proceed as requested. */
function enforcedOf(policy: Policy, verdict: Verdict): Verdict {
  return isShadow(policy) ? "allow" : verdict;
}

/** Halted by a kill switch, in shadow mode too: nothing else was looked at. */
export function halted(frame: Frame, { name, origin }: Killswitch, { scope, value, until }: Kill): Decision {
  const covered = scope === "all" ? "everything" : `${scope} ${value ?? ""}`;
  const matched = [{ rule: name, verdict: "block", code: name, origin }] as const;
  return {
    ...headOf(frame),
    verdict: "block",
    enforced: "block",
    rule: name,
    code: name,
    reason: `a kill switch halts ${covered}${until === undefined ? "" : ` until ${timeText(until)}`}`,
    origin,
    matched,
    obligations: NO_OBLIGATIONS,
    impact: {},
  };
}

/** What the rules come to, with the windows' answers where they were asked. */
export function concluded(frame: Heading, judgement: Judgement, limits: LimitAnswers | undefined): Decision {
  const { policy } = frame;
  const all = contributing(judgement, limits);
  const rules = all.filter(({ shadow }) => !shadow);
  const conclusion = conclude(policy, rules, judgement);
  const { verdict, rule, code, reason, origin, matched } = conclusion;
  const { situation } = judgement;
  const told = (each: Reason): string => reasonText(policy, judgement, each);
  const trips = frame.now === undefined ? [] : tripRecords(policy, judgement, frame.now);
  return {
    ...headOf(frame),
    verdict,
    enforced: enforcedOf(policy, verdict),
    code,
    reason: told(reason),
    rule,
    origin,
    matched,
    ...shadowOf(policy, all, judgement),
    ...notedBy(rules, told),
    ...(trips.length > 0 && { trips }),
    // What is not enforced obliges to nothing.
    obligations: isShadow(policy) ? NO_OBLIGATIONS : oblige(policy, rules, conclusion, judgement, limits),
    ...factsOf(policy, judgement.answers.sets),
    impact: situation.sent.impact,
    digest: situation.digest,
  };
}

/** What the decision would be if shadow rules counted; there where one of them has a say. */
function shadowOf(policy: Policy, all: readonly Rule[], judgement: Judgement): Pick<Decision, "shadow"> {
  if (!all.some(({ shadow, verdict }) => shadow && verdict !== "none")) return {};
  const { verdict, matched }: Conclusion = conclude(policy, all, judgement);
  return { shadow: { verdict, matched, ...notedBy(all, (each) => reasonText(policy, judgement, each)) } };
}

function notedBy(rules: readonly Rule[], told: (text: Reason) => string): Pick<Decision, "notes"> {
  const notes = notesOf(rules, told);
  return notes.length === 0 ? {} : { notes };
}

function headOf({ policy, id, now }: Heading): Pick<Decision, "id" | "time" | "mode" | "policy"> {
  const { policy: header, digest } = policy.table;
  const { name, version, mode } = header;
  return {
    id,
    time: new Date(now ?? 0).toISOString(),
    mode,
    policy: { name, ...(version !== undefined && { version }), digest },
  };
}

/** Pairs claims with their answers. */
export function answersOf(rules: readonly Rule[], states: readonly LimitState[]): LimitAnswers {
  return new Map(rules.flatMap((rule, i) => (states[i] === undefined ? [] : [[rule, states[i]]])));
}
