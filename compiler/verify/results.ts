// What a policy decides of results: a result comes back from an attempt that was permitted, and is permitted itself unless a
// rule on it, or one on the attempt that rewrites it, says otherwise.

import { run } from "../atoms/class-set.js";
import { UNKNOWN } from "../../runtime/atoms/cuts.js";
import type { Lexicon } from "../atoms/lexicon.js";
import { type Box, partsOutside } from "../atoms/region.js";
import type { Dimension } from "../atoms/space.js";
import { isInAll } from "./members.js";
import { type Asked, type Considered, type Layer, type Model, modelOf, type Stance } from "./model.js";
import { partsBelow, type Search } from "./reach.js";

/** As `modelOf`: of each policy a stance on results, and behind these, of each one on the attempts that they come from. */
export function resultModelOf(
  action: string,
  policies: readonly (readonly Considered[])[],
  claims: readonly Asked[],
  lexicon: Lexicon,
): Model {
  const at = (stage: "result" | "before result"): readonly (readonly Considered[])[] =>
    policies.map((layers) => layers.map((layer) => ({ ...layer, stage })));
  return modelOf(action, [...at("result"), ...at("before result")], claims, lexicon);
}

/**
 * The parts of a region in which something may come back at all: all of `attempts` permit it, and what comes back is whole.
 * They are looked for as they are asked for.
 * @throws {TooManyPieces} where the effort does not suffice.
 */
export function* returning(
  region: Iterable<Box>,
  attempts: readonly Stance[],
  { dimensions }: Model,
  search: Search,
): Iterable<Box> {
  const partial = impossible(dimensions);
  for (const box of permittedBy(attempts, region, search))
    yield* partsOutside(box, partial, search.whole, search.effort);
}

/**
 * The parts of a region in which all of `attempts` permit.
 * @throws {TooManyPieces} where the effort does not suffice.
 */
export function permittedBy(
  attempts: readonly Stance[],
  region: Iterable<Box>,
  search: Search,
): Iterable<Box> {
  return attempts.reduce(
    (boxes, stance) => partsBelow(boxes, stance.filter(isEnforced), "throttle", search),
    region,
  );
}

/** In shadow mode whatever is attempted runs, unless a floor is enforced. */
function isEnforced({ table }: Layer): boolean {
  return table.policy.mode === "enforce";
}

/** Boxes in which no result lies: where a member that each result has is missing, nothing came back. */
function impossible(dimensions: readonly Dimension[]): readonly Box[] {
  const places = dimensions.flatMap(({ term, size }, place) =>
    term.kind === "attribute" && term.section === "result" ? [{ place, size, steps: term.steps }] : [],
  );
  const certain = places.filter(({ place, steps }) => {
    const result = dimensions[place]?.action.schema.result;
    return result !== undefined && isInAll(steps, result);
  });
  return certain.flatMap((missing) =>
    places.flatMap((other) =>
      other === missing
        ? []
        : [
            new Map([
              [missing.place, run(UNKNOWN, UNKNOWN + 1)],
              [other.place, run(1, other.size)],
            ]),
          ],
    ),
  );
}
