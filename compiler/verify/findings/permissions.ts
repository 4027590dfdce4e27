// Of one action: does any rule ever permit it, and does one permit what cannot be undone though nobody is asked first?

import { isEmpty, intersect, run } from "../../atoms/class-set.js";
import { type Box, difference, meet, TooManyPieces } from "../../atoms/region.js";
import { isPlain } from "../plain.js";
import { partsBelow } from "../reach.js";
import type { Row, Survey } from "./survey.js";

const EFFORT = 20_000;

/** Is every request of the action held, whoever approves and however much room windows have? */
export function isNeverPermitted({ model, whole }: Survey): boolean {
  const [stance = []] = model.stances;
  return orElse(
    false,
    () => partsBelow([new Map()], stance, "throttle", { whole, effort: { left: EFFORT } }).length === 0,
  );
}

/** The rows that permit something irreversible, of which no row of `covering` rules asks for any review. */
export function unreviewed(survey: Survey, covering: ReadonlySet<string>): readonly Row[] {
  const { rows, model } = survey;
  const { schema } = model.stances[0]?.[0]?.table ?? {};
  if (schema?.actions[model.action]?.reversible === "always") return [];
  const reviewed = rows.filter(({ rule }) => covering.has(rule.name)).flatMap(({ region }) => region);
  return rows.filter(
    ({ rule, region }) =>
      rule.permits && rule.onResult !== true && !rule.shadow && runsUnreviewed(region, reviewed, survey),
  );
}

/** Some of the region is surely permitted and irreversible, and none of that is reviewed. */
function runsUnreviewed(region: readonly Box[], reviewed: readonly Box[], survey: Survey): boolean {
  const { model, blocks, whole } = survey;
  const boxes = region.flatMap((box) => irreversiblePart(box, model) ?? []);
  const blocked = blocks.map(({ box }) => box);
  return orElse(false, () => {
    const effort = { left: EFFORT };
    const free = boxes.flatMap((box) => difference(box, blocked, whole, effort));
    const isReviewed = free.some((box) => reviewed.some((each) => meet(box, each) !== undefined));
    return !isReviewed && free.some((box) => isPlain(box, model));
  });
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

function orElse<T>(otherwise: T, ask: () => T): T {
  try {
    return ask();
  } catch (error) {
    if (error instanceof TooManyPieces) return otherwise;
    throw error;
  }
}
