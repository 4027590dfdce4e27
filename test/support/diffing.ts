// Compares versions of policies given as text: what tests of `diff` share.

import { diffTables, type Diff } from "../../compiler/verify/diff/diff.js";
import { tableOfFiles } from "./compiling.js";
import type { Files } from "./problems.js";

/** What a change of a policy changes. */
export function diffOf(before: string, after: string, more: Files = {}): Diff {
  return diffTables(
    tableOfFiles({ ...more, "p.agentpol": before }),
    tableOfFiles({ ...more, "p.agentpol": after }),
  );
}

/** `loosened pay escalate → allow where args.amount == 10_000 USD`, one a difference. */
export function toldOf({ differences }: Diff): readonly string[] {
  return differences.map(
    ({ direction, actions, onResult, before, after, where = "always", lost, gained, examples }) => {
      const changed = [...lost.map((each) => `-${each}`), ...gained.map((each) => `+${each}`)];
      const shown = examples.length < actions.length ? " (not shown)" : "";
      return `${direction} ${onResult ? "result of " : ""}${actions.join(", ")} ${before.verdict} → ${after.verdict} where ${where}${[shown, ...changed].join(" ").trimEnd()}`;
    },
  );
}
