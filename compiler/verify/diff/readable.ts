// Few large boxes in place of many small ones: the same cells, disjoint, so that they read as few descriptions.

import { isEqual, union } from "../../atoms/class-set.js";
import { type Box, difference, joined, withinEffort } from "../../atoms/region.js";
import type { Search } from "../reach.js";

/** More are only joined: to look for larger ones would take too long. */
const MOST = 200;
/** Comparisons of boxes that looking for larger ones may take. */
const EFFORT = 1_000_000;

/** Disjoint boxes in, disjoint boxes out. They may cover what lies in `empty`, where no request is. */
export function readable(
  boxes: readonly Box[],
  { whole }: Search,
  empty: readonly Box[] = [],
): readonly Box[] {
  const plain = joined(boxes, whole);
  if (plain.length > MOST) return plain;
  const grown = withinEffort(() => regrown(plain, empty, { whole, effort: { left: EFFORT } }), plain);
  return weight(grown) < weight(plain) ? grown : plain;
}

/** What there is to read. */
function weight(boxes: readonly Box[]): number {
  return boxes.reduce((sum, box) => sum + 1 + box.size, 0);
}

/** Takes the least bound box, lets it grow as far as the region goes, and begins again with what that leaves. */
function regrown(boxes: readonly Box[], empty: readonly Box[], search: Search): readonly Box[] {
  const { whole, effort } = search;
  const found: Box[] = [];
  let rest = boxes;
  while (rest.length > 0) {
    const [first, ...others] = rest.toSorted((a, b) => a.size - b.size);
    if (first === undefined) break;
    const large = grown(first, [first, ...others, ...empty], search);
    found.push(large);
    rest = joined(
      others.flatMap((box) => difference(box, [large], whole, effort)),
      whole,
    );
  }
  return joined(found, whole);
}

function grown(box: Box, region: readonly Box[], { whole, effort }: Search): Box {
  const isWithin = (candidate: Box): boolean => difference(candidate, region, whole, effort).length === 0;
  let current = box;
  for (const dimension of box.keys()) {
    const unbound = new Map(current);
    unbound.delete(dimension);
    if (isWithin(unbound)) {
      current = unbound;
      continue;
    }
    for (const other of region) {
      const own = current.get(dimension) ?? whole(dimension);
      const more = union(own, other.get(dimension) ?? []);
      if (isEqual(more, own)) continue;
      const wider = new Map(current).set(dimension, more);
      if (isWithin(wider)) current = wider;
    }
  }
  return current;
}
