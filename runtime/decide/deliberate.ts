// The way from a situation to a decision, whoever answers for the state: the pure `decide`, or a store.

import type { LimitClaim, StateAnswer, StateQuery } from "../state/store.js";
import type { Rule } from "../table/format.js";
import { permits, type Verdict } from "../table/verdict.js";
import { conclude } from "./conclude.js";
import { claimsOf, contributing, immediate, judge, type Judgement } from "./judge.js";
import { bearingOn, isShadow, type Policy } from "./policy.js";
import { UNHEARD } from "./heard.js";
import { NO_SETS } from "./sets.js";
import { grantQuery, seriesQuery, type Answers } from "./scene.js";
import type { Situation } from "./situation.js";

/** The questions that the rules on this action raise, and the indices to which their answers belong. */
export interface Questions {
  readonly query: StateQuery;
  /** Nothing was heard from outside, nor loaded, yet. */
  readonly answers: (answer: StateAnswer) => Answers;
}

export function questionsOf(policy: Policy, situation: Situation, now: number): Questions {
  const { asks = [], grants = [] } = bearingOn(policy, situation) ?? {};
  const series = asks.flatMap((index) => pair(index, seriesQuery(policy, index, situation)));
  const queries = grants.flatMap((index) => pair(index, grantQuery(policy, index, situation)));
  return {
    query: {
      now,
      digest: situation.digest,
      series: series.map(([, query]) => query),
      grants: queries.map(([, query]) => query),
    },
    answers: (answer) => ({
      now,
      latest: Math.max(now, answer.now),
      histories: new Map(series.flatMap(([index], i) => pair(index, answer.series[i]))),
      grants: new Map(queries.flatMap(([index], i) => pair(index, answer.grants[i]))),
      approvals: answer.approvals,
      ...{ heard: UNHEARD, sets: NO_SETS },
    }),
  };
}

/** What the table says, and what is to be asked of the windows. */
export interface Deliberation {
  readonly judgement: Judgement;
  /** Does the table block already? Then no window is looked at. */
  readonly blocked: boolean;
  /** Undefined where nothing is asked of a window, nor taken. */
  readonly claims: readonly { readonly rule: Rule; readonly room: LimitClaim }[] | undefined;
  /** The rules that have their say if all windows have room; no shadow rules. */
  readonly rules: readonly Rule[];
  /** Does the action run, if all windows have room? In shadow mode it always does, and all of its effects are taken. */
  readonly runs: boolean;
  /** What those rules come to, with the default; absent in shadow mode, where windows that have no room hold nothing. */
  readonly verdict?: Verdict;
}

/** @throws {Fault} where a guard overflows. */
export function deliberate(policy: Policy, situation: Situation, answers: Answers): Deliberation {
  const judgement = judge(policy, situation, answers);
  const inShadow = isShadow(policy);
  const said = immediate(judgement).filter(isEnforced);
  const blocked = conclude(policy, said, judgement).verdict === "block";
  if (blocked && !inShadow)
    return { judgement, blocked, claims: undefined, rules: said, runs: false, verdict: "block" };
  const rules = contributing(judgement, new Map()).filter(isEnforced);
  const common = { judgement, blocked, claims: claimsOf(judgement), rules };
  if (inShadow) return { ...common, runs: true };
  const { verdict } = conclude(policy, rules, judgement);
  return { ...common, runs: permits(verdict), verdict };
}

function isEnforced({ shadow }: Rule): boolean {
  return !shadow;
}

function pair<T>(index: number, item: T | undefined): readonly (readonly [number, T])[] {
  return item === undefined ? [] : [[index, item]];
}
