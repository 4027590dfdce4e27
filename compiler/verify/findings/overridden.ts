// Rows that can never matter, since others block whatever they match.

import type { Rule } from "../../../runtime/table/format.js";
import { areDisjoint, type Box, type Effort, outside, spend, withinEffort } from "../../atoms/region.js";
import { mayFail } from "../faults.js";
import { isPlain } from "../plain.js";
import type { Block, Row, Survey } from "./survey.js";

/** `open` where the question took too many pieces; else a part of the row that nothing else blocks, or what does. */
export type Override =
  | { readonly kind: "matters"; readonly part: Box | undefined }
  | { readonly kind: "overridden"; readonly by: readonly Rule[] }
  | { readonly kind: "open" };

/** Comparisons of boxes that the question of one row may take. */
const EFFORT = 200_000;
/** The same, of a row that may matter. */
const LESS_EFFORT = 20_000;

const MATTERS: Override = { kind: "matters", part: undefined };

/** What becomes of the row's matches under all that blocks beside it. The row must have some. */
export function overrideOf(row: Row, survey: Survey): Override {
  if (!isJudgedByVerdict(row)) return MATTERS;
  const way = wayPast(row, survey);
  const matters: Override | undefined = way && { kind: "matters", part: way };
  if (way !== undefined && isPlain(way, survey.model)) return { kind: "matters", part: way };
  // A part that hangs on less may be found, and a request in it.
  const effort = { left: matters === undefined ? EFFORT : LESS_EFFORT, of: survey.effort };
  return withinEffort(() => blockedBy(row, survey, effort), matters ?? { kind: "open" });
}

/** A part of the row that surely nothing blocks, if one is soon found. */
function wayPast(row: Row, { blocks, obstacles, effort: pool }: Survey): Box | undefined {
  // Of two rows that block, the later one has nothing to say; so the earlier ones alone are in its way.
  const isBlock = row.rule.verdict === "block";
  const first = isBlock ? blocks.findIndex((each) => each.row.depth > 0 || each.row.place >= row.place) : -1;
  for (const box of row.region) {
    const effort = { left: EFFORT, of: pool };
    const way = obstacles.wayPast(box, effort, first < 0 ? blocks.length : first);
    if (way !== undefined) return way;
  }
  return undefined;
}

function blockedBy(row: Row, { blocks, whole }: Survey, effort: Effort): Override {
  const used = new Set<Box>();
  const near: Block[] = [];
  for (const box of row.region) {
    spend(effort, blocks.length);
    const others = blocks.filter((each) => !areDisjoint(each.box, box) && blocksBefore(each.row, row));
    const boxes = others.map((each) => each.box);
    const part = outside(box, boxes, whole, effort, used);
    if (part !== undefined) return { kind: "matters", part };
    near.push(...others);
  }
  return { kind: "overridden", by: fewest(row, { near, used }, { whole, effort }) };
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

/** What blocks a row: all boxes that overlap with it, and those that are known to suffice. */
interface Blocking {
  readonly near: readonly Block[];
  readonly used: ReadonlySet<Box>;
}

/** So many rules are each tried alone. */
const MOST_ALONE = 64;

/** As few rules as block all that the row matches, as far as the effort goes. */
function fewest(
  { region }: Row,
  { near, used }: Blocking,
  { whole, effort }: { readonly whole: Survey["whole"]; readonly effort: Effort },
): readonly Rule[] {
  const boxesOf = new Map<Rule, Box[]>();
  for (const { row, box } of near) {
    const boxes = boxesOf.get(row.rule);
    if (boxes === undefined) boxesOf.set(row.rule, [box]);
    else boxes.push(box);
  }
  const isBlockedBy = (rules: Iterable<Rule>): boolean => {
    const boxes = Array.from(rules).flatMap((rule) => boxesOf.get(rule) ?? []);
    return withinEffort(() => region.every((box) => outside(box, boxes, whole, effort) === undefined), false);
  };
  const rules = Array.from(boxesOf.keys());
  const alone = rules.slice(0, MOST_ALONE).find((rule) => isBlockedBy([rule]));
  if (alone !== undefined) return [alone];
  const enough = rules.filter((rule) => boxesOf.get(rule)?.some((box) => used.has(box)) === true);
  const left = new Set(enough);
  for (const rule of enough) {
    left.delete(rule);
    if (!isBlockedBy(left)) left.add(rule);
  }
  return Array.from(left);
}
