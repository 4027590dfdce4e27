// Coverage as JSON.

import { MEASURES } from "../../../compiler/coverage/goals.js";
import { percentOf } from "../../../compiler/coverage/coverage.js";
import type { Covered } from "./report.js";

export function coverageJson(covered: readonly Covered[]): string {
  const policies = covered.map(({ coverage }) => ({
    ...coverage,
    totals: Object.fromEntries(
      MEASURES.map((measure) => {
        const tally = coverage.totals[measure];
        return [measure, { ...tally, percent: percentOf(tally) }];
      }),
    ),
  }));
  return `${JSON.stringify({ format: "agentpol-coverage/1", policies }, null, 2)}\n`;
}
