// What is told on demand alone: rules that overlap with different verdicts, and requests of which no rule speaks.

import { decide } from "../../runtime/decide/decide.js";
import type { Decision } from "../../runtime/decide/request.js";
import { type Box, meet, partsOutside, withinEffort } from "../atoms/region.js";
import { surveyOf, type Row } from "./findings/survey.js";
import type { Witness } from "./draft.js";
import type { Ground } from "./ground.js";
import { isPlain } from "./plain.js";
import type { Model } from "./model.js";
import { witnessIn } from "./witness.js";

export interface Overlap {
  readonly action: string;
  readonly rules: readonly [string, string];
  readonly verdicts: readonly [string, string];
  /** Is it sure that a request lies in both? Else no request was found. */
  readonly sure: boolean;
}

/** So many pairs of one action are told. */
const MOST_PAIRS = 1_000;

/** Pairs of rules with differing verdicts that match a common request, by action and place. */
export function overlapsIn(ground: Ground): readonly Overlap[] {
  return actionsOf(ground).flatMap((action) => {
    const { rows, model } = surveyOf(action, ground.layers, ground.lexicon);
    const told = rows.filter(speaks);
    const found = new Map<string, Overlap>();
    for (const [i, a] of told.entries())
      for (const b of told.slice(i + 1)) {
        if (found.size >= MOST_PAIRS) return Array.from(found.values());
        const overlap = overlapOf(a, b, model, ground);
        const key = `${a.rule.name} ${b.rule.name}`;
        if (overlap !== undefined && found.get(key)?.sure !== true) found.set(key, overlap);
      }
    return Array.from(found.values());
  });
}

function actionsOf({ subject }: Ground): readonly string[] {
  return Object.keys(subject.table.schema.actions);
}

function speaks({ rule }: Row): boolean {
  return rule.onResult !== true && rule.verdict !== "note" && rule.verdict !== "none" && !rule.shadow;
}

function overlapOf(a: Row, b: Row, model: Model, ground: Ground): Overlap | undefined {
  if (a.rule.verdict === b.rule.verdict || a.rule.name === b.rule.name) return undefined;
  const common = a.region.flatMap((box) => b.region.flatMap((other) => meet(box, other) ?? []));
  if (common.length === 0) return undefined;
  return {
    action: model.action,
    rules: [a.rule.name, b.rule.name],
    verdicts: [a.rule.verdict, b.rule.verdict],
    sure: common.slice(0, 4).some((box) => isMet(box, model, ground)),
  };
}

function isMet(box: Box, model: Model, ground: Ground): boolean {
  return isPlain(box, model) || found(box, model, ground) !== undefined;
}

function found(box: Box, model: Model, { policies }: Ground): Witness | undefined {
  const [stance = []] = model.stances;
  return witnessIn(box, model, { stance, policies });
}

// ─── Requests of which no rule speaks ───────────────────────────────────────────────────────────────────────────

export type Gap = { readonly action: string } & (
  | { readonly status: "complete" }
  | { readonly status: "gap"; readonly witness: Witness; readonly decision: Decision }
  | { readonly status: "not verified" }
);

/** Comparisons of boxes that the question of one action may take. */
const EFFORT = 2_000_000;
const MOST_PARTS = 40;

/** Of each action, a request that no rule of the policy matches; or that there is none. */
export function gapsIn(ground: Ground): readonly Gap[] {
  return actionsOf(ground).map((action) => gapOf(action, ground));
}

function gapOf(action: string, ground: Ground): Gap {
  const { rows, model, whole } = surveyOf(action, ground.layers, ground.lexicon);
  // A window that is not used up says nothing.
  const spoken = rows.filter((row) => speaks(row) && row.rule.limit === undefined);
  const names = new Set(spoken.map(({ rule }) => rule.name));
  const boxes = spoken.flatMap(({ region }) => region);
  const search = (): Gap => {
    let looked = 0;
    for (const part of partsOutside(new Map(), boxes, whole, { left: EFFORT })) {
      if (looked >= MOST_PARTS) break;
      looked += 1;
      const witness = found(part, model, ground);
      const decision = witness && decide(ground.enforced, witness.request, witness.facts);
      if (witness && decision && !decision.matched.some(({ rule }) => names.has(rule)))
        return { action, status: "gap", witness, decision };
    }
    return { action, status: looked === 0 ? "complete" : "not verified" };
  };
  return withinEffort(search, { action, status: "not verified" });
}
