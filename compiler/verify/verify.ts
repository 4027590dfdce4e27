// `verify`: what can be said of every request that a policy decides, or shown by one.

import { decide } from "../../runtime/decide/decide.js";
import { preparePolicy, type Policy } from "../../runtime/decide/policy.js";
import type { Decision } from "../../runtime/decide/request.js";
import type { Table, TableFile } from "../../runtime/table/format.js";
import { type ClassSet, NONE } from "../atoms/class-set.js";
import { Lexicon } from "../atoms/lexicon.js";
import { type Box, TooManyPieces } from "../atoms/region.js";
import type { Claim } from "../emit/table.js";
import { augmented, type Augmented } from "./augment.js";
import { broken, keeps } from "./claims.js";
import type { Witness } from "./draft.js";
import { modelOf, type Model, type Stance } from "./model.js";
import { witnessIn } from "./witness.js";

/** A policy to be asked about: its table with the expressions of its claims, and the one that is enforced. */
export interface Subject {
  readonly table: Table;
  readonly claims: readonly Claim[];
  readonly file: TableFile;
}

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

/** Proves or refutes every claim. What `ready()` loads must be loaded. */
export function verifyClaims(subject: Subject): readonly ClaimResult[] {
  const layers = layersOf(subject.table).map(augmented);
  const policies = layers.map(({ table }, depth) =>
    preparePolicy(depth === 0 ? { ...table, digest: subject.file.digest } : fileOf(table)),
  );
  const enforced = preparePolicy(subject.file);
  const lexicon = new Lexicon();
  const results = subject.claims.map((claim): ClaimResult => {
    let open: ClaimResult | undefined;
    for (const action of claim.actions) {
      const model = modelOf(action, [layers], [claim], lexicon);
      const result = verifyOn(claim, model, { layers, policies, enforced });
      if (result.status === "refuted") return result;
      if (result.status === "not verified") open ??= result;
    }
    return open ?? { claim, status: "proved" };
  });
  return results;
}

interface Means {
  readonly layers: readonly Augmented[];
  readonly policies: readonly Policy[];
  readonly enforced: Policy;
}

function layersOf(table: Table): readonly Table[] {
  return [table, ...(table.floor ? layersOf(table.floor) : [])];
}

function fileOf(table: Table): TableFile {
  return { ...table, digest: "" };
}

function verifyOn(claim: Claim, model: Model, { policies, enforced }: Means): ClaimResult {
  const [stance = [], [region = []]] = [model.stances[0], model.claims];
  const { action } = model;
  const parts = partsIn(claim, region, stance, model);
  if (parts === undefined)
    return { claim, status: "not verified", action, reason: "its region falls into too many pieces" };
  if (parts.length === 0) return { claim, status: "proved" };
  for (const part of parts.slice(0, MOST_PARTS)) {
    const witness = witnessIn(part, model, { stance, policies });
    if (witness === undefined) continue;
    const decision = decide(enforced, witness.request, witness.facts);
    if (!keeps(claim, decision.verdict))
      return { claim, status: "refuted", counterexample: { ...witness, action, decision } };
  }
  return { claim, status: "not verified", action, reason: openReason(parts[0], model) };
}

function partsIn(
  claim: Claim,
  region: readonly Box[],
  stance: Stance,
  { dimensions }: Model,
): readonly Box[] | undefined {
  const whole = (dimension: number): ClassSet => dimensions[dimension]?.possible ?? NONE;
  try {
    return broken(claim, region, stance, { whole, effort: { left: EFFORT } });
  } catch (error) {
    if (error instanceof TooManyPieces) return undefined;
    throw error;
  }
}

/** What the part depends on that has no classes. */
function openReason(part: Box | undefined, { dimensions }: Model): string {
  const opaque = Array.from(part?.keys() ?? []).filter((place) => dimensions[place]?.isOpaque === true);
  return opaque.length === 0
    ? "no request was found that breaks it, and none was ruled out"
    : `it depends on ${String(opaque.length)} questions that have no classes but their answers`;
}
