// Of one action: does any rule ever permit it, and does one permit what cannot be undone though nobody is asked first?

import type { RequestSchema } from "../../../runtime/table/format.js";
import { declarationOf } from "../../../runtime/values/action-name.js";
import { isEmpty, intersect, run } from "../../atoms/class-set.js";
import { type Box, meet, outside, partsOutside, spend, withinEffort } from "../../atoms/region.js";
import { isPlain } from "../plain.js";
import { partsBelow } from "../reach.js";
import type { Row, Survey } from "./survey.js";

/** Comparisons of boxes that one question may take. */
const EFFORT = 2_000_000;

/**
 * Is every request of the action held, whoever approves and however much room windows have? Of what is declared apart from a
 * wildcard that is not asked: it may have been taken out for just that.
 */
export function isNeverPermitted({ model, whole, effort: pool }: Survey): boolean {
  const [stance = []] = model.stances;
  if (isApart(model.action, stance[0]?.table.schema.actions ?? {})) return false;
  const search = { whole, effort: { left: EFFORT, of: pool } };
  return withinEffort(() => isNone(partsBelow([new Map()], stance, "throttle", search)), false);
}

/** Would a wildcard take it, if it were not declared itself? */
function isApart(action: string, { [action]: _, ...others }: RequestSchema["actions"]): boolean {
  return declarationOf(others, action) !== undefined;
}

function isNone(parts: Iterable<Box>): boolean {
  for (const _ of parts) return false;
  return true;
}

/** Of rows that others do not override: what permits something irreversible, of which no row of `covering` asks for review. */
export function unreviewed(
  free: readonly Row[],
  survey: Survey,
  covering: ReadonlySet<string>,
): readonly Row[] {
  const { rows, model } = survey;
  const { schema } = model.stances[0]?.[0]?.table ?? {};
  if (schema?.actions[model.action]?.reversible === "always") return [];
  const reviewed = rows.filter(({ rule }) => covering.has(rule.name)).flatMap(({ region }) => region);
  // Who allows something once it is approved has people look at it.
  const asking = new Set(
    rows.filter(({ rule }) => rule.permits && rule.needs !== undefined).map(({ rule }) => rule.name),
  );
  const permitting = free.filter(
    ({ rule }) => rule.permits && rule.onResult !== true && !rule.shadow && !asking.has(rule.name),
  );
  return permitting.filter(({ region }) => runsUnreviewed(region, reviewed, survey));
}

/** Some of the region is surely permitted and irreversible, and none of that is reviewed. */
function runsUnreviewed(region: readonly Box[], reviewed: readonly Box[], survey: Survey): boolean {
  const { model, blocks, whole } = survey;
  const boxes = region.flatMap((box) => irreversiblePart(box, model) ?? []);
  const blocked = blocks.map(({ box }) => box);
  const effort = { left: EFFORT, of: survey.effort };
  const isReviewed = (box: Box): boolean => {
    spend(effort, reviewed.length);
    return reviewed.some((each) => {
      const both = meet(box, each);
      return both !== undefined && outside(both, blocked, whole, effort) !== undefined;
    });
  };
  const runs = (box: Box): boolean => {
    const way = survey.obstacles.wayPast(box, effort);
    if (way !== undefined && isPlain(way, model)) return true;
    for (const part of partsOutside(box, blocked, whole, effort)) if (isPlain(part, model)) return true;
    return false;
  };
  return withinEffort(() => boxes.some(runs) && !boxes.some(isReviewed), false);
}

/** The class of what cannot be undone. */
const IRREVERSIBLE = run(1, 2);

function irreversiblePart(box: Box, { dimensions }: Survey["model"]): Box | undefined {
  const place = dimensions.findIndex(
    ({ term }) => term.kind === "attribute" && term.path === "action.reversible",
  );
  if (place < 0) return box;
  const bound = intersect(box.get(place) ?? IRREVERSIBLE, IRREVERSIBLE);
  return isEmpty(bound) ? undefined : new Map(box).set(place, bound);
}
