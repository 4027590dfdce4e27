// `verify`: what can be said of every request that a policy decides, or shown by one.

import { decide } from "../../runtime/decide/decide.js";
import { decideResult } from "../../runtime/decide/decide-result.js";
import type { Decision } from "../../runtime/decide/request.js";
import { type ClassSet, NONE } from "../atoms/class-set.js";
import { type Box, withinEffort } from "../atoms/region.js";
import type { Claim } from "../emit/table.js";
import { broken, keeps } from "./claims.js";
import type { Witness } from "./draft.js";
import { fallibleOn } from "./faults.js";
import type { Ground } from "./ground.js";
import { modelOf, type Model } from "./model.js";
import { openReason } from "./reasons.js";
import { resultModelOf, returning } from "./results.js";
import { witnessIn } from "./witness.js";

/** A request that breaks a claim, and what is decided of it. */
export interface Counterexample extends Witness {
  readonly action: string;
  readonly decision: Decision;
}

export type ClaimResult = { readonly claim: Claim } & (
  | { readonly status: "proved" }
  | { readonly status: "refuted"; readonly counterexample: Counterexample }
  /** Neither proved nor refuted: `reason` is a clause. */
  | { readonly status: "not verified"; readonly action: string; readonly reason: string }
);

/** Comparisons of boxes that one claim may take on one action: a second or two. */
const EFFORT = 5_000_000;
/** Parts in which a request is looked for. */
const MOST_PARTS = 40;

/** Proves or refutes every claim, in their order. `advance` hears of each action that was looked at. */
export function verifyClaims(ground: Ground, advance: () => void = () => undefined): readonly ClaimResult[] {
  const found = new Map<Claim, ClaimResult>();
  const { claims } = ground.subject;
  for (const action of Object.keys(ground.subject.table.schema.actions)) {
    const open = claims.filter((claim) => claim.actions.includes(action) && isOpen(found.get(claim)));
    for (const [claim, result] of resultsOn(action, open, ground)) {
      const before = found.get(claim);
      if (before === undefined || result.status !== "proved") found.set(claim, worse(before, result));
    }
    advance();
  }
  return claims.map((claim) => found.get(claim) ?? { claim, status: "proved" });
}

function isOpen(result: ClaimResult | undefined): boolean {
  return result?.status !== "refuted";
}

/** A claim that an action refutes is refuted. */
function worse(before: ClaimResult | undefined, result: ClaimResult): ClaimResult {
  return before?.status === "not verified" && result.status === "not verified" ? before : result;
}

function resultsOn(
  action: string,
  claims: readonly Claim[],
  ground: Ground,
): readonly (readonly [Claim, ClaimResult])[] {
  const { layers, lexicon } = ground;
  return [modelOf, resultModelOf].flatMap((modelled) => {
    const asked = claims.filter(({ onResult }) => onResult === (modelled === resultModelOf));
    if (asked.length === 0) return [];
    const model = modelled(action, [layers], asked, lexicon);
    return asked.map((claim, i) => [claim, verifyOn(claim, model.claims[i] ?? [], model, ground)] as const);
  });
}

function verifyOn(claim: Claim, region: readonly Box[], model: Model, ground: Ground): ClaimResult {
  const { action } = model;
  const looked: Box[] = [];
  const refuting = (): Counterexample | undefined => {
    for (const part of partsIn(claim, region, model)) {
      const counterexample = counterexampleIn(part, claim, model, ground);
      if (counterexample !== undefined) return counterexample;
      if (looked.push(part) >= MOST_PARTS) return undefined;
    }
    return undefined;
  };
  const counterexample = withinEffort<Counterexample | typeof TOO_MANY | undefined>(refuting, TOO_MANY);
  if (counterexample === TOO_MANY)
    return { claim, status: "not verified", action, reason: "its region falls into too many pieces" };
  if (counterexample !== undefined) return { claim, status: "refuted", counterexample };
  if (looked.length === 0) return provedUnlessFaulty(claim, region, model, ground);
  const conditions = [...claim.conditions, ...conditionsOf(model)];
  return { claim, status: "not verified", action, reason: openReason(looked[0], conditions, model) };
}

const TOO_MANY = "too many";

function partsIn(claim: Claim, region: readonly Box[], model: Model): Iterable<Box> {
  const [stance = [], ...attempts] = model.stances;
  const whole = (dimension: number): ClassSet => model.dimensions[dimension]?.possible ?? NONE;
  const search = { whole, effort: { left: EFFORT } };
  const parts = broken(claim, region, stance, search);
  return claim.onResult ? returning(parts, attempts, model, search) : parts;
}

/** A request that cannot be decided gets the verdict of `on_error`, which no region holds. */
function provedUnlessFaulty(
  claim: Claim,
  region: readonly Box[],
  { action }: Model,
  { layers }: Ground,
): ClaimResult {
  const fallible = region.length === 0 ? undefined : fallibleOn(action, layers, claim.onResult);
  const lenient = fallible?.verdicts.find((verdict) => !keeps(claim, verdict));
  if (fallible === undefined || lenient === undefined) return { claim, status: "proved" };
  const then = claim.onResult ? "the result is withheld" : `\`on_error\` gives ${lenient}`;
  const reason = `where \`${fallible.rule.name}\` cannot be decided, as when a number overflows, ${then}`;
  return { claim, status: "not verified", action, reason };
}

function counterexampleIn(
  part: Box,
  claim: Claim,
  model: Model,
  { policies, enforced }: Ground,
): Counterexample | undefined {
  const [stance = []] = model.stances;
  const witness = witnessIn(part, model, { stance, policies, isOnResult: claim.onResult });
  if (witness === undefined) return undefined;
  const { request, report, facts } = witness;
  const decision =
    report === undefined ? decide(enforced, request, facts) : decideResult(enforced, request, report, facts);
  if (report !== undefined && decision.fault !== undefined) return undefined;
  return keeps(claim, decision.verdict) ? undefined : { ...witness, action: model.action, decision };
}

function conditionsOf({ stances }: Model): Claim["conditions"] {
  return (stances[0] ?? []).flatMap(({ says }) => says.flatMap(({ rule }) => rule.conditions));
}
