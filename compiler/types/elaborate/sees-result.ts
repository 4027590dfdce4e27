// Where `result` and `outcome` can be read.

import type { Scope } from "./scope.js";

/** Is the expression read when a result is decided? */
export function seesResult({ place }: Scope): boolean {
  return place === "result" || place === "assert-result";
}
