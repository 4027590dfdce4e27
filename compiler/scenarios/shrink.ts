// Shorter scripts.

import type { Move, Script } from "./move.js";

/** In decisions, or as many moves. */
export function costOf(script: Script): number {
  return script.reduce((sum, move) => sum + (move.do === "attempt" ? move.times : 1), 0);
}

/** How much there is to read. */
export function sizeOf(script: Script): number {
  return (
    script.length +
    costOf(script) +
    script.filter((move) => move.do === "approve" && move.acknowledging).length
  );
}

/** Without the move; with fewer attempts where it is several; without acknowledging. */
export function* smaller(script: Script, at: number): Iterable<Script> {
  const move = script[at];
  yield script.filter((_, i) => i !== at);
  const instead = (other: Move): Script => script.map((each, i) => (i === at ? other : each));
  if (move?.do === "approve" && move.acknowledging) yield instead({ ...move, acknowledging: false });
  if (move?.do !== "attempt" || move.times === 1) return;
  for (const times of new Set([1, Math.floor(move.times / 2), move.times - 1]))
    yield instead({ ...move, times });
}
