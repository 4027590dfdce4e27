// `verify`: what can be said of every request that a policy decides, or shown by one.

import { decide } from "../../runtime/decide/decide.js";
import type { Decision } from "../../runtime/decide/request.js";
import { type ClassSet, NONE } from "../atoms/class-set.js";
import { type Box, TooManyPieces } from "../atoms/region.js";
import type { Claim } from "../emit/table.js";
import { broken, keeps } from "./claims.js";
import type { Witness } from "./draft.js";
import { fallibleOn } from "./faults.js";
import type { Ground } from "./ground.js";
import { modelOf, type Model } from "./model.js";
import { openReason } from "./reasons.js";
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

/** Pieces that one question may take. */
const EFFORT = 200_000;
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
  const reason = "it is about results, which are decided when they come back";
  const onResult = claims.filter((claim) => claim.onResult);
  const asked = claims.filter((claim) => !claim.onResult);
  if (asked.length === 0)
    return onResult.map((claim) => [claim, { claim, status: "not verified", action, reason }]);
  const model = modelOf(action, [layers], asked, lexicon);
  return [
    ...onResult.map((claim) => [claim, { claim, status: "not verified", action, reason }] as const),
    ...asked.map((claim, i) => [claim, verifyOn(claim, model.claims[i] ?? [], model, ground)] as const),
  ];
}

function verifyOn(claim: Claim, region: readonly Box[], model: Model, ground: Ground): ClaimResult {
  const { action } = model;
  const parts = partsIn(claim, region, model);
  if (parts === undefined)
    return { claim, status: "not verified", action, reason: "its region falls into too many pieces" };
  if (parts.length === 0) return provedUnlessFaulty(claim, region, model, ground);
  for (const part of parts.slice(0, MOST_PARTS)) {
    const counterexample = counterexampleIn(part, claim, model, ground);
    if (counterexample !== undefined) return { claim, status: "refuted", counterexample };
  }
  const conditions = [...claim.conditions, ...conditionsOf(model)];
  return { claim, status: "not verified", action, reason: openReason(parts[0], conditions, model) };
}

function partsIn(claim: Claim, region: readonly Box[], model: Model): readonly Box[] | undefined {
  const [stance = []] = model.stances;
  const whole = (dimension: number): ClassSet => model.dimensions[dimension]?.possible ?? NONE;
  try {
    return broken(claim, region, stance, { whole, effort: { left: EFFORT } });
  } catch (error) {
    if (error instanceof TooManyPieces) return undefined;
    throw error;
  }
}

/** A request that cannot be decided gets the verdict of `on_error`, which no region holds. */
function provedUnlessFaulty(
  claim: Claim,
  region: readonly Box[],
  { action }: Model,
  { layers }: Ground,
): ClaimResult {
  const fallible = region.length === 0 ? undefined : fallibleOn(action, layers);
  const lenient = fallible?.verdicts.find((verdict) => !keeps(claim, verdict));
  if (fallible === undefined || lenient === undefined) return { claim, status: "proved" };
  const reason = `where \`${fallible.rule.name}\` cannot be decided, as when a number overflows, \`on_error\` gives ${lenient}`;
  return { claim, status: "not verified", action, reason };
}

function counterexampleIn(
  part: Box,
  claim: Claim,
  model: Model,
  { policies, enforced }: Ground,
): Counterexample | undefined {
  const [stance = []] = model.stances;
  const witness = witnessIn(part, model, { stance, policies });
  if (witness === undefined) return undefined;
  const decision = decide(enforced, witness.request, witness.facts);
  return keeps(claim, decision.verdict) ? undefined : { ...witness, action: model.action, decision };
}

function conditionsOf({ stances }: Model): Claim["conditions"] {
  return (stances[0] ?? []).flatMap(({ says }) => says.flatMap(({ rule }) => rule.conditions));
}
