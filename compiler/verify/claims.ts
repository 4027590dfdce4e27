// Claims about every request: proved by regions, or refuted by a request that breaks them.

import type { Claim } from "../emit/table.js";
import { rank, type Verdict } from "../../runtime/table/verdict.js";
import type { Box } from "../atoms/region.js";
import type { Stance } from "./model.js";
import { partsAbove, partsBelow, type Search } from "./reach.js";

/** Is the verdict what the claim says? */
export function keeps({ bound, verdict }: Pick<Claim, "bound" | "verdict">, decided: Verdict): boolean {
  if (bound === "at least") return rank(decided) >= rank(verdict);
  return bound === "at most" ? rank(decided) <= rank(verdict) : decided === verdict;
}

/**
 * The parts of a claim's region in which it is broken: none where it is proved. They are looked for as they are asked for.
 * @throws {TooManyPieces} where the effort does not suffice.
 */
export function* broken(
  { bound, verdict }: Pick<Claim, "bound" | "verdict">,
  region: readonly Box[],
  stance: Stance,
  search: Search,
): Iterable<Box> {
  if (bound !== "at most") yield* partsBelow(region, stance, verdict, search);
  if (bound !== "at least") yield* partsAbove(region, stance, verdict, search);
}
