// What the reports of coverage are made from.

import { percentOf, type Coverage, type Tally } from "../../../compiler/coverage/coverage.js";
import type { SourceFile } from "../../../compiler/source/source.js";

/** One policy, with the files that it is written in. */
export interface Covered {
  readonly coverage: Coverage;
  readonly files: readonly SourceFile[];
}

/** `83.3`: rounded down, so that nothing is 100 % that is not whole. */
export function percentText(tally: Tally): string {
  return (Math.floor(percentOf(tally) * 10) / 10).toFixed(1);
}
