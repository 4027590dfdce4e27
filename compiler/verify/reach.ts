// Which verdicts a stance reaches in a region: a part in which the verdict is at least, or is at most, a given one.

import { rank, type Verdict } from "../../runtime/table/verdict.js";
import { type Box, difference, type Effort, meet, outside, type Sizes } from "../atoms/region.js";
import { permitted, type Layer, type Stance } from "./model.js";

/** How pieces are looked for. */
export interface Search {
  readonly sizes: Sizes;
  readonly effort: Effort;
}

/** The boxes in which a rule gives a verdict of at least `least`, whatever other rules say. */
export function givingAtLeast(stance: Stance, least: Verdict): readonly Box[] {
  return stance.flatMap(({ says }) =>
    says.filter(({ verdict }) => rank(verdict) >= rank(least)).flatMap(({ region }) => region),
  );
}

/**
 * Parts of the region in which the verdict is below `than`: no rule gives as much, and where a default would, something
 * permits. One part, or with `all` disjoint parts that are together exactly that.
 * @throws {TooManyPieces} where the effort does not suffice.
 */
export function partsBelow(
  region: readonly Box[],
  stance: Stance,
  than: Verdict,
  { sizes, effort }: Search,
): readonly Box[] {
  const above = givingAtLeast(stance, than);
  const candidates = stance.reduce(
    (boxes, layer) => boxes.flatMap((box) => openIn(box, layer, than)),
    region,
  );
  return candidates.flatMap((box) => difference(box, above, sizes, effort));
}

/** One part of what `partsBelow` gives; undefined where there is none. */
export function partBelow(
  region: readonly Box[],
  stance: Stance,
  than: Verdict,
  { sizes, effort }: Search,
): Box | undefined {
  const above = givingAtLeast(stance, than);
  const candidates = stance.reduce(
    (boxes, layer) => boxes.flatMap((box) => openIn(box, layer, than)),
    region,
  );
  for (const box of candidates) {
    const found = outside(box, above, sizes, effort);
    if (found !== undefined) return found;
  }
  return undefined;
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

/** A part of the region in which the verdict is above `than`; undefined where there is none. */
export function partAbove(
  region: readonly Box[],
  stance: Stance,
  than: Verdict,
  { sizes, effort }: Search,
): Box | undefined {
  for (const box of region) {
    for (const { says, defaults, ...layer } of stance) {
      const above = says.filter(({ verdict }) => rank(verdict) > rank(than)).flatMap((say) => say.region);
      for (const each of above) {
        const found = meet(box, each);
        if (found !== undefined) return found;
      }
      const strict = defaults
        .filter(({ verdict }) => rank(verdict) > rank(than))
        .flatMap((own) => own.region);
      for (const each of strict) {
        const met = meet(box, each);
        const found = met && outside(met, permitted({ ...layer, says, defaults }), sizes, effort);
        if (found !== undefined) return found;
      }
    }
  }
  return undefined;
}
