// One action's rows, each with the region in which it matches: what all findings are read from.

import type { Rule, Table } from "../../../runtime/table/format.js";
import { NONE } from "../../atoms/class-set.js";
import type { Lexicon } from "../../atoms/lexicon.js";
import { Obstacles } from "../../atoms/obstacles.js";
import type { Box, Effort, Whole } from "../../atoms/region.js";
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
  /** The boxes of `blocks`, in their order. */
  readonly obstacles: Obstacles;
  /** Of all questions about the action together. */
  readonly effort: Effort;
}

/** Comparisons of boxes that all questions about an action may take together: some seconds. */
const EFFORT = 20_000_000;

export interface SurveyOptions {
  /** What is asked of the policy beside its rules. */
  readonly extra?: readonly Asked[];
  /** Is there time for questions? */
  readonly more?: Effort["more"] | undefined;
}

/** `layers` are the policy and its floors. */
export function surveyOf(
  action: string,
  layers: readonly Augmented[],
  lexicon: Lexicon,
  { extra = [], more }: SurveyOptions = {},
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
  const blocks = [...rows, ...below]
    .filter(({ rule }) => alwaysBlocks(rule))
    .flatMap((row) => row.region.map((box) => ({ row, box })));
  const whole: Whole = (dimension) => model.dimensions[dimension]?.possible ?? NONE;
  const isHard = (dimension: number): boolean => model.dimensions[dimension]?.isOpaque !== false;
  const obstacles = new Obstacles(
    blocks.map(({ box }) => box),
    whole,
    isHard,
  );
  const effort: Effort = { left: EFFORT, ...(more && { more }) };
  return { model, rows, blocks, whole, extra: model.claims.slice(rules.length), obstacles, effort };
}

/** Does it block where it matches, whoever approves and whatever a window holds? */
function alwaysBlocks({ verdict, needs, limit, shadow }: Rule): boolean {
  return verdict === "block" && needs === undefined && limit === undefined && !shadow;
}
