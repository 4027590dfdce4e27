// Rows that can never matter, since others block whatever they match.

import type { Rule } from "../../../runtime/table/format.js";
import { areDisjoint, type Box, type Effort, outside, TooManyPieces } from "../../atoms/region.js";
import { mayFail } from "../faults.js";
import type { Block, Row, Survey } from "./survey.js";

/** `open` where the question took too many pieces; else a part of the row that nothing else blocks, or what does. */
export type Override =
  | { readonly kind: "matters"; readonly part: Box | undefined }
  | { readonly kind: "overridden"; readonly by: readonly Rule[] }
  | { readonly kind: "open" };

/** Pieces that the question of one row may take. */
const EFFORT = 2_000;

const MATTERS: Override = { kind: "matters", part: undefined };

/** What becomes of the row's matches under all that blocks beside it. The row must have some. */
export function overrideOf(row: Row, { blocks, whole }: Survey): Override {
  if (!isJudgedByVerdict(row)) return MATTERS;
  const effort: Effort = { left: EFFORT };
  const near: Block[] = [];
  try {
    for (const box of row.region) {
      const others = blocks.filter((each) => !areDisjoint(each.box, box) && blocksBefore(each.row, row));
      const boxes = others.map((each) => each.box);
      const part = outside(box, boxes, whole, effort);
      if (part !== undefined) return { kind: "matters", part };
      near.push(...others);
    }
    return { kind: "overridden", by: fewest(row, near, { whole, effort }) };
  } catch (error) {
    if (error instanceof TooManyPieces) return { kind: "open" };
    throw error;
  }
}

/** Has it nothing to say but its verdict, and what goes along with a permitted action? */
function isJudgedByVerdict({ rule, table }: Row): boolean {
  const { verdict, shadow, notify, trips = [] } = rule;
  const tells = verdict !== "none" && notify.length > 0;
  return verdict !== "note" && !shadow && !tells && trips.length === 0 && !mayFail(rule, table);
}

/** Of two that block, the first of the policy's own is the one that decides. */
function blocksBefore(other: Row, { rule, depth, place }: Row): boolean {
  if (other.rule.name === rule.name && other.depth === depth) return false;
  if ((other.rule.onResult === true) !== (rule.onResult === true)) return false;
  const isOwn = other.depth === depth;
  // What permits keeps the default out, which is named before a floor's rule.
  return rule.verdict === "block" ? isOwn && other.place < place : isOwn || !rule.permits;
}

/** As few rules as block all that the row matches. */
function fewest(
  { region }: Row,
  near: readonly Block[],
  { whole, effort }: { readonly whole: Survey["whole"]; readonly effort: Effort },
): readonly Rule[] {
  const isBlockedBy = (rules: ReadonlySet<Rule>): boolean => {
    const boxes = near.filter(({ row }) => rules.has(row.rule)).map(({ box }) => box);
    return region.every((box) => outside(box, boxes, whole, effort) === undefined);
  };
  const all = Array.from(new Set(near.map(({ row }) => row.rule)));
  const alone = all.find((rule) => isBlockedBy(new Set([rule])));
  if (alone !== undefined) return [alone];
  const left = new Set(all);
  for (const rule of all) {
    left.delete(rule);
    if (!isBlockedBy(left)) left.add(rule);
  }
  return Array.from(left);
}
