// Which rules bear on an attempt, and what each of them says: the table is asked here, then the limits over windows.

import { evaluation, type Evaluation } from "../evaluate/evaluate.js";
import { askedOf, matches } from "../match/rule-index.js";
import type { LimitClaim, LimitState } from "../state/store.js";
import type { Limit, Rule } from "../table/format.js";
import { bearingOn, isShadow, type Policy } from "./policy.js";
import type { Answers } from "./scene.js";
import { isIdle, rowsOnResult } from "./result-rows.js";
import { sceneOf } from "./scene.js";
import { attributeOf, keyAt, type Situation } from "./situation.js";

/** A rule whose conditions hold. */
export interface Match {
  readonly rule: Rule;
  /** Does it have needs, and are they met? Then it contributes nothing. */
  readonly approved: boolean;
  /** Would it rewrite a result in which there is nothing to rewrite? Then it contributes nothing. */
  readonly idle: boolean;
  /** Where the rule is a limit over a window: what is asked of the window. */
  readonly claim?: Claim;
}

export interface Claim {
  readonly room: LimitClaim;
  /** Is the amount known, and zero or more? Else no room is known to be there. */
  readonly known: boolean;
}

export interface Judgement {
  readonly situation: Situation;
  readonly answers: Answers;
  readonly evaluation: Evaluation;
  /** In declaration order. */
  readonly matches: readonly Match[];
  /** Are the needs of the policy's default met? */
  readonly defaultApproved: boolean;
}

/** @throws {Fault} where a guard overflows. */
export function judge(policy: Policy, situation: Situation, answers: Answers): Judgement {
  const scene = sceneOf(policy, situation, answers);
  const at = evaluation(policy.program, scene);
  const matching = matchingOn(policy, situation, at).map((rule) =>
    matchOf(policy, rule, situation, scene.approved),
  );
  const { needs } = policy.table.policy.default;
  const defaultApproved = needs !== undefined && scene.approved(needs);
  return { situation, answers, evaluation: at, matches: matching, defaultApproved };
}

/** The rules that match the attempt, or where something came back, that. In declaration order. */
function matchingOn(policy: Policy, situation: Situation, at: Evaluation): readonly Rule[] {
  const { action, declared, returned } = situation;
  const asked = (rules: readonly Rule[]): readonly Rule[] => rules.filter((rule) => matches(rule, at));
  if (returned !== undefined)
    return asked(rowsOnResult(policy, returned, bearingOn(policy, situation)?.results ?? []));
  const index = policy.actions.get(declared)?.index;
  if (index === undefined) return asked(bearingOn(policy, situation)?.rules ?? []);
  const found = new Set<Rule>();
  index.visit(askedOf(index, at), action === declared ? undefined : action, (rule) => {
    found.add(rule);
  });
  const placeOf = (rule: Rule): number => policy.places.get(rule) ?? 0;
  return Array.from(found).sort((a, b) => placeOf(a) - placeOf(b));
}

function matchOf(policy: Policy, rule: Rule, situation: Situation, isMet: (needs: number) => boolean): Match {
  const approved = rule.needs !== undefined && isMet(rule.needs);
  const idle = isIdle(rule, situation);
  const claim = rule.limit && claimOf(policy, rule, rule.limit, approved, situation);
  return { rule, approved, idle, ...(claim && { claim }) };
}

function claimOf(
  policy: Policy,
  rule: Rule,
  limit: Limit,
  approved: boolean,
  situation: Situation,
): Claim | undefined {
  const window = policy.table.windows[limit.window];
  if (window === undefined) return undefined;
  const value = limit.amount === 1 ? 1 : attributeOf(situation, limit.amount);
  const known = typeof value === "number" && value >= 0;
  const room: LimitClaim = {
    window: window.id,
    key: keyAt(situation, window.by),
    per: window.per,
    amount: known ? value : 0,
    op: limit.op,
    bound: limit.bound,
    waived: approved || rule.shadow || isShadow(policy),
  };
  return { room, known };
}

// ─── Limits ─────────────────────────────────────────────────────────────────────────────────────────────────────

/** What was answered to the claims of `claimsOf`, by the rule. */
export type LimitAnswers = ReadonlyMap<Rule, LimitState>;

/** The claims that a window can be asked about: those of known amounts, and those that are waived. */
export function claimsOf({
  matches,
}: Judgement): readonly { readonly rule: Rule; readonly room: LimitClaim }[] {
  return matches.flatMap(({ rule, claim }) =>
    claim !== undefined && (claim.known || claim.room.waived) ? [{ rule, room: claim.room }] : [],
  );
}

/** The rules that have their say, limits over windows aside. */
export function immediate({ matches }: Judgement): readonly Rule[] {
  return matches
    .filter(({ claim, approved, idle }) => claim === undefined && !approved && !idle)
    .map(({ rule }) => rule);
}

/** All rules that have their say, once the windows were asked. A limit that was not asked about says nothing. */
export function contributing({ matches }: Judgement, limits: LimitAnswers | undefined): readonly Rule[] {
  return matches
    .filter(
      (match) =>
        !match.approved &&
        !match.idle &&
        (match.claim === undefined || isOver(match.rule, match.claim, limits)),
    )
    .map(({ rule }) => rule);
}

function isOver(rule: Rule, { known }: Claim, limits: LimitAnswers | undefined): boolean {
  return limits !== undefined && (!known || limits.get(rule)?.room === false);
}
