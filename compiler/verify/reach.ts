// Which verdicts a stance reaches in a region: a part in which the verdict is at least, or is at most, a given one.

import { rank, type Verdict } from "../../runtime/table/verdict.js";
import { type Box, type Effort, meet, partsOutside, spend, type Whole } from "../atoms/region.js";
import { permitted, type Layer, type Stance } from "./model.js";

/** How pieces are looked for. */
export interface Search {
  readonly whole: Whole;
  readonly effort: Effort;
}

/** The boxes in which a rule gives a verdict of at least `least`, whatever other rules say. */
function givingAtLeast(stance: Stance, least: Verdict): readonly Box[] {
  return stance.flatMap(({ says }) =>
    says.filter(({ verdict }) => rank(verdict) >= rank(least)).flatMap(({ region }) => region),
  );
}

/**
 * Parts of the region in which the verdict is below `than`: no rule gives as much, and where a default would, something
 * permits. Together they are exactly that; they are looked for as they are asked for.
 * @throws {TooManyPieces} where the effort does not suffice.
 */
export function* partsBelow(
  region: Iterable<Box>,
  stance: Stance,
  than: Verdict,
  { whole, effort }: Search,
): Iterable<Box> {
  const above = givingAtLeast(stance, than);
  const candidates = stance.reduce<Iterable<Box>>(
    (boxes, layer) => openIn(boxes, layer, than, effort),
    region,
  );
  for (const box of candidates) yield* partsOutside(box, above, whole, effort);
}

/** The parts of the boxes in which the layer's default gives less than `than`, or does not join. */
function* openIn(boxes: Iterable<Box>, layer: Layer, than: Verdict, effort: Effort): Iterable<Box> {
  const isStrict = ({ verdict }: { readonly verdict: Verdict }): boolean => rank(verdict) >= rank(than);
  if (!layer.defaults.some(isStrict)) {
    yield* boxes;
    return;
  }
  const lax = layer.defaults.filter((each) => !isStrict(each));
  // Where the default is strict, a rule has to permit; where it is lax, it may join.
  const open = [...lax.flatMap(({ region }) => region), ...permitted(layer)];
  for (const box of boxes) yield* allMet(box, open, effort);
}

function* allMet(box: Box, others: readonly Box[], effort: Effort): Iterable<Box> {
  for (const other of others) {
    spend(effort, 1);
    const met = meet(box, other);
    if (met !== undefined) yield met;
  }
}

/**
 * Parts of the region in which the verdict is above `than`: a rule gives more, or nothing permits where a default does.
 * They are looked for as they are asked for.
 * @throws {TooManyPieces} where the effort does not suffice.
 */
export function* partsAbove(
  region: readonly Box[],
  stance: Stance,
  than: Verdict,
  { whole, effort }: Search,
): Iterable<Box> {
  const isAbove = ({ verdict }: { readonly verdict: Verdict }): boolean => rank(verdict) > rank(than);
  for (const layer of stance) {
    const given = layer.says.filter(isAbove).flatMap((say) => say.region);
    const left = layer.defaults.filter(isAbove).flatMap((each) => each.region);
    const free = permitted(layer);
    for (const box of region) {
      yield* allMet(box, given, effort);
      for (const met of allMet(box, left, effort)) yield* partsOutside(met, free, whole, effort);
    }
  }
}
