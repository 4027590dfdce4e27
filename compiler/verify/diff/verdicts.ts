// Which verdict a policy gives where: a region in disjoint parts, one for each verdict.

import { VERDICTS, type Verdict } from "../../../runtime/table/verdict.js";
import { type Box, parted } from "../../atoms/region.js";
import { type Layer, permitted, type Stance } from "../model.js";
import type { Search } from "../reach.js";

export interface Part {
  readonly verdict: Verdict;
  readonly boxes: readonly Box[];
}

const STRICTEST_FIRST = VERDICTS.toReversed();

/**
 * The disjoint boxes of a region, by verdict. Together they are the region.
 * @throws {TooManyPieces} where the effort does not suffice.
 */
export function byVerdict(region: readonly Box[], stance: Stance, search: Search): readonly Part[] {
  const parts: Part[] = [];
  let rest = region;
  for (const verdict of STRICTEST_FIRST) {
    if (verdict === "allow") break;
    const given = stance.flatMap(({ says }) =>
      says.filter((say) => say.verdict === verdict).flatMap((say) => say.region),
    );
    const found = split(rest, given, search);
    const held = [...found.inside];
    rest = found.outside;
    for (const layer of stance) {
      const left = leftTo(layer, verdict, rest, search);
      held.push(...left.inside);
      rest = left.outside;
    }
    if (held.length > 0) parts.push({ verdict, boxes: held });
  }
  return rest.length > 0 ? [...parts, { verdict: "allow", boxes: rest }] : parts;
}

interface Split {
  readonly inside: readonly Box[];
  readonly outside: readonly Box[];
}

function split(boxes: readonly Box[], others: readonly Box[], { whole, effort }: Search): Split {
  const parts = boxes.map((box) => parted(box, others, whole, effort));
  return {
    inside: parts.flatMap(({ inside }) => inside),
    outside: parts.flatMap(({ outside }) => outside),
  };
}

/** Where nothing in the layer permits, and its default gives the verdict. */
function leftTo(layer: Layer, verdict: Verdict, region: readonly Box[], search: Search): Split {
  const own = layer.defaults.filter((each) => each.verdict === verdict).flatMap((each) => each.region);
  if (own.length === 0) return { inside: [], outside: region };
  const applicable = split(region, own, search);
  const free = split(applicable.inside, permitted(layer), search);
  return { inside: free.outside, outside: [...applicable.outside, ...free.inside] };
}

/** Where the layer's default joins, of a region. */
export function unpermitted(layer: Layer, region: readonly Box[], search: Search): readonly Box[] {
  return split(region, permitted(layer), search).outside;
}

/** The boxes in disjoint pieces: the same cells, none twice. */
export function disjoint(boxes: readonly Box[], { whole, effort }: Search): readonly Box[] {
  const pieces: Box[] = [];
  for (const box of boxes) pieces.push(...parted(box, pieces, whole, effort).outside);
  return pieces;
}
