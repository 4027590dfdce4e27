// One action's rows, each with the region in which it matches: what all findings are read from.

import type { Rule, Table } from "../../../runtime/table/format.js";
import { NONE } from "../../atoms/class-set.js";
import type { Lexicon } from "../../atoms/lexicon.js";
import type { Box, Whole } from "../../atoms/region.js";
import type { Augmented } from "../augment.js";
import { type Asked, modelOf, type Model } from "../model.js";

/** A row of the policy, or of a floor below it. */
export interface Row {
  readonly rule: Rule;
  readonly table: Table;
  /** 0 for the policy, 1 for its floor, and so on. */
  readonly depth: number;
  /** In declaration order. */
  readonly place: number;
  /** Where it matches: approvals and windows are not looked at. */
  readonly region: readonly Box[];
}

export interface Block {
  readonly row: Row;
  readonly box: Box;
}

export interface Survey {
  readonly model: Model;
  /** The policy's rows on the action, in declaration order. */
  readonly rows: readonly Row[];
  /** Where rows block whatever else is said: the policy's, and those of floors that are heard. */
  readonly blocks: readonly Block[];
  readonly whole: Whole;
  /** Where what else was asked is so. */
  readonly extra: readonly (readonly Box[])[];
}

/** `layers` are the policy and its floors; `extra` is asked of the policy beside its rules. */
export function surveyOf(
  action: string,
  layers: readonly Augmented[],
  lexicon: Lexicon,
  extra: readonly Asked[] = [],
): Survey {
  const [own] = layers;
  const rules = own?.table.rules.filter(({ actions }) => actions.includes(action)) ?? [];
  const asked = rules.map(({ conditions, among, permits }) => ({ conditions, among, orUnknown: !permits }));
  const model = modelOf(action, [layers], [...asked, ...extra], lexicon);
  const [stance = []] = model.stances;
  const rows = rules.flatMap((rule, place): readonly Row[] =>
    own === undefined ? [] : [{ rule, table: own.table, depth: 0, place, region: model.claims[place] ?? [] }],
  );
  const below = stance
    .slice(1)
    .flatMap(({ table, says }, i) =>
      says.map(({ rule, region }, place): Row => ({ rule, table, depth: i + 1, place, region })),
    );
  const heard = own?.table.policy.mode === "enforce" ? below : [];
  const blocks = [...rows, ...heard].filter(({ rule }) => alwaysBlocks(rule));
  return {
    model,
    rows,
    blocks: blocks.flatMap((row) => row.region.map((box) => ({ row, box }))),
    whole: (dimension) => model.dimensions[dimension]?.possible ?? NONE,
    extra: model.claims.slice(rules.length),
  };
}

/** Does it block where it matches, whoever approves and whatever a window holds? */
function alwaysBlocks({ verdict, needs, limit, shadow }: Rule): boolean {
  return verdict === "block" && needs === undefined && limit === undefined && !shadow;
}
