// Where `result` and `outcome` can be read.

import type { Scope } from "./scope.js";

const PLACES: ReadonlySet<Scope["place"]> = new Set([
  "result",
  "restricting-result",
  "assert-result",
  "history",
  "attempts",
]);

/** Is the expression read when a result is decided, or does it speak of an earlier action, whose result it reads? */
export function seesResult({ place }: Pick<Scope, "place">): boolean {
  return PLACES.has(place);
}
