// Which verdicts a stance reaches in a region: a part in which the verdict is at least, or is at most, a given one.

import { rank, type Verdict } from "../../runtime/table/verdict.js";
import { type Box, difference, type Effort, meet, type Whole } from "../atoms/region.js";
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
 * permits. Together they are exactly that.
 * @throws {TooManyPieces} where the effort does not suffice.
 */
export function partsBelow(
  region: readonly Box[],
  stance: Stance,
  than: Verdict,
  { whole, effort }: Search,
): readonly Box[] {
  const above = givingAtLeast(stance, than);
  const candidates = stance.reduce(
    (boxes, layer) => boxes.flatMap((box) => openIn(box, layer, than)),
    region,
  );
  return candidates.flatMap((box) => difference(box, above, whole, effort));
}

/** The parts of the box in which the layer's default gives less than `than`, or does not join. */
function openIn(box: Box, layer: Layer, than: Verdict): readonly Box[] {
  const strict = layer.defaults.filter(({ verdict }) => rank(verdict) >= rank(than));
  const lax = layer.defaults.filter(({ verdict }) => rank(verdict) < rank(than));
  if (strict.length === 0) return [box];
  // Where the default is strict, a rule has to permit; where it is lax, it may join.
  return [...lax.flatMap(({ region }) => region), ...permitted(layer)].flatMap(
    (each) => meet(box, each) ?? [],
  );
}

/**
 * Parts of the region in which the verdict is above `than`: a rule gives more, or nothing permits where a default does.
 * @throws {TooManyPieces} where the effort does not suffice.
 */
export function partsAbove(
  region: readonly Box[],
  stance: Stance,
  than: Verdict,
  { whole, effort }: Search,
): readonly Box[] {
  const isAbove = ({ verdict }: { readonly verdict: Verdict }): boolean => rank(verdict) > rank(than);
  return stance.flatMap((layer) => {
    const given = layer.says.filter(isAbove).flatMap((say) => say.region);
    const left = layer.defaults.filter(isAbove).flatMap((each) => each.region);
    const free = permitted(layer);
    return region.flatMap((box) => [
      ...given.flatMap((each) => meet(box, each) ?? []),
      ...left.flatMap((each) => {
        const met = meet(box, each);
        return met === undefined ? [] : difference(met, free, whole, effort);
      }),
    ]);
  });
}
