// What each primitive contributes to a decision, as the language words it.

import { judgeOf } from "../../runtime/facts/baseline.js";
import { hostFits } from "../../runtime/values/host-match.js";
import type { Address, UrlValue } from "../../runtime/values/address.js";
import type { HostPattern } from "../../runtime/values/host-pattern.js";
import type { Truth } from "../../runtime/values/value.js";
import type {
  Box,
  RuleOf,
  TypedLimit,
  TypedNeed,
  TypedReason,
  TypedRedaction,
  TypedRule,
  TypedVerdict,
} from "../types/program.js";
import { truthOf } from "./expression.js";
import type { Scene } from "./scene.js";
import { and, not } from "./kleene.js";
import { areMet, grantStatus, keyOf, type Past } from "./past.js";
import { hasResultWork, hasWork } from "./rewrite.js";
import { selects } from "./select.js";
import { attributeAt, type Situation } from "./situation.js";

/**
 * One rule's say; with `none` it gives no verdict, and what it asks goes along with whatever is permitted; a `note` is
 * only listed.
 */
export interface Contribution {
  readonly rule: TypedRule;
  readonly verdict: TypedVerdict["verdict"] | "none" | "note";
  readonly reason: TypedReason;
  readonly permits: boolean;
  readonly box?: Box;
  readonly redactions: readonly TypedRedaction[];
  readonly connect?: RuleOf<"boundary">;
  /** What would lift it. */
  readonly needs: readonly TypedNeed[];
  readonly ask?: string;
  readonly approver?: string;
}

/** Does the rule select this action, and does its guard hold? */
export function guardOf(rule: TypedRule, scene: Scene): Truth {
  if (!selects(rule.actions, rule.picked, scene.situation)) return false;
  return and([
    ...rule.when.map((expr) => () => truthOf(expr, scene)),
    ...rule.unless.map((expr) => () => not(truthOf(expr, scene))),
  ]);
}

/** What `rule` says at once: limits over windows aside. */
export function contributions(rule: TypedRule, scene: Scene, past: Past): Contribution[] {
  const guard = guardOf(rule, scene);
  if (guard === false) return [];
  switch (rule.form) {
    case "rule":
      return core(rule, guard, scene, past);
    case "note":
      return [{ rule, verdict: "note", reason: rule.text, permits: false, redactions: [], needs: [] }];
    case "redact":
      return rewrites(rule, rule.redactions, rule.reason, scene.situation);
    case "cap":
      return rule.limits
        .filter((limit) => limit.window === undefined && !isWithin(limit, scene.situation))
        .flatMap(() => otherwise(rule, rule.else, scene.situation, past));
    case "throttle":
      return [];
    case "quorum":
      return needed(rule, scene.situation, past);
    case "reversibility":
      return scene.situation.reversible ? [] : needed(rule, scene.situation, past);
    case "boundary":
      return boundary(rule, scene.situation, past);
    case "drift":
      return departs(rule, scene.situation) ? otherwise(rule, rule.else, scene.situation, past) : [];
    case "grant":
      return granted(rule, guard, scene.situation, past);
  }
}

function core(rule: RuleOf<"rule">, guard: Truth, scene: Scene, past: Past): Contribution[] {
  const { verdict } = rule;
  if (verdict.verdict !== "allow") return otherwise(rule, verdict, scene.situation, past);
  const permits = guard === true;
  if (verdict.once === undefined) return permits ? [says(rule, verdict, { permits })] : [];
  return onceApproved(rule, { ...verdict, verdict: "escalate", ...verdict.once }, permits, scene, past);
}

/** `escalate to G` until G has approved, an `allow` from then; where the guard is not known, an escalation at most. */
function onceApproved(
  rule: RuleOf<"rule">,
  asking: TypedVerdict,
  permits: boolean,
  { situation }: Scene,
  past: Past,
): Contribution[] {
  const asked = otherwise(rule, asking, situation, past);
  if (asked.length > 0) return asked.map((each) => ({ ...each, permits }));
  return permits ? [says(rule, rule.verdict, { permits })] : [];
}

/** A verdict of a rule or of an `else`; an escalation that its group has approved says nothing. */
export function otherwise(
  rule: TypedRule,
  verdict: TypedVerdict,
  situation: Situation,
  past: Past,
): Contribution[] {
  if (verdict.verdict === "redact") return rewrites(rule, verdict.redactions, verdict.reason, situation);
  if (verdict.verdict !== "escalate" || verdict.group === undefined) return [says(rule, verdict, {})];
  const needs = [{ count: 1, group: verdict.group, acknowledging: false }];
  return areMet(needs, rule.within, past, situation)
    ? []
    : [says(rule, verdict, { needs, ask: verdict.group.name, ...askedBy(verdict) })];
}

/** In a quorum or a reversibility the needs alone decide. */
function needed(rule: RuleOf<"quorum" | "reversibility">, situation: Situation, past: Past): Contribution[] {
  if (areMet(rule.needs, rule.within, past, situation)) return [];
  const ask = rule.else.group ?? rule.needs[0]?.group;
  return [says(rule, rule.else, { needs: rule.needs, ...(ask && { ask: ask.name }), ...askedBy(rule.else) })];
}

function askedBy({ approver }: TypedVerdict): { approver?: string } {
  return approver === undefined ? {} : { approver: approver.name };
}

function granted(rule: RuleOf<"grant">, guard: Truth, situation: Situation, past: Past): Contribution[] {
  const status = grantStatus(rule.name, keyOf(situation, rule.scope), rule.expires, past, situation.now);
  if (status === "ended") return otherwise(rule, rule.else, situation, past);
  if (guard !== true) return [];
  return [
    says(rule, { ...rule.else, verdict: "sandbox", reason: rule.reason }, { permits: true, box: rule.box }),
  ];
}

/** In arguments, where there is something to rewrite; in the result, along with whatever is permitted. */
function rewrites(
  rule: TypedRule,
  redactions: readonly TypedRedaction[],
  reason: TypedReason,
  situation: Situation,
): Contribution[] {
  const say = { rule, reason, permits: false, needs: [] };
  if (situation.returned !== undefined) {
    const isIdle = !redactions.some((each) => hasResultWork(each, situation));
    return isIdle ? [] : [{ ...say, verdict: "redact", redactions }];
  }
  const inArgs = redactions.filter(({ target }) => target === "args" || target.startsWith("args."));
  const inResult = redactions.filter((redaction) => !inArgs.includes(redaction));
  return [
    ...(inArgs.some((each) => hasWork(each, situation))
      ? [{ ...say, verdict: "redact" as const, redactions: inArgs }]
      : []),
    ...(inResult.length > 0 ? [{ ...say, verdict: "none" as const, redactions: inResult }] : []),
  ];
}

/** What a rule on the action asked of its result, now that there is one. */
export function carriedOver(asked: Contribution, situation: Situation): Contribution[] {
  return rewrites(asked.rule, asked.redactions, asked.reason, situation);
}

/** Is the attribute known to be zero or more and within its bound? */
function isWithin(limit: TypedLimit, situation: Situation): boolean {
  const value = attributeAt(situation, limit.attribute ?? "");
  if (typeof value !== "number" || value < 0) return false;
  return limit.op === "<" ? value < limit.bound : value <= limit.bound;
}

/** Addresses in `deny` are for whoever opens the connection: the decision carries them along. */
function boundary(rule: RuleOf<"boundary">, situation: Situation, past: Past): Contribution[] {
  if (situation.action.reaches.length === 0) return [];
  const carried = {
    rule,
    verdict: "none" as const,
    reason: rule.else.reason,
    permits: false,
    redactions: [],
    needs: [],
    connect: rule,
  };
  return [
    ...(staysInside(rule.reach, situation) ? [] : otherwise(rule, rule.else, situation, past)),
    ...(rule.deny.length > 0 ? [carried] : []),
  ];
}

function staysInside(reach: readonly HostPattern[] | "any", situation: Situation): boolean {
  if (reach === "any") return true;
  return situation.action.reaches.every(({ arg, port }) => {
    const value = attributeAt(situation, `args.${arg}`) as Address | UrlValue | undefined;
    if (value === undefined) return true;
    const stated =
      port === undefined ? undefined : (attributeAt(situation, `args.${port}`) as number | undefined);
    const [host, own] = "host" in value ? [value.host, value.port] : [value, undefined];
    return reach.some((pattern) => hostFits(host, stated ?? own, pattern));
  });
}

function departs(rule: RuleOf<"drift">, situation: Situation): boolean {
  const changes = judgeOf(rule.baseline.language, rule.baseline.text);
  return situation.action.migrates.some((arg) => {
    const proposed = attributeAt(situation, `args.${arg}`);
    if (typeof proposed !== "string") return false;
    return changes === undefined || changes(proposed).some((change) => !rule.permit.includes(change));
  });
}

type Extra = Partial<Pick<Contribution, "permits" | "box" | "redactions" | "needs" | "ask" | "approver">>;

function says(rule: TypedRule, verdict: TypedVerdict, extra: Extra): Contribution {
  const box = extra.box ?? verdict.box;
  return {
    rule,
    verdict: verdict.verdict,
    reason: verdict.reason,
    permits: false,
    redactions: [],
    needs: [],
    ...extra,
    ...(box && { box }),
  };
}
