// What takes longer than an edit may wait for: the table, what lint says, what is proved of its rules,
// and what its tests say. An edit that comes
// between ends the search.

import { proofSteps, type ProofWarnings } from "../../compiler/verify/warnings.js";
import type { Policy } from "../../compiler/workspace/policy.js";
import type { Later } from "./findings.js";
import { lintOf } from "./lint.js";
import type { Session } from "./session.js";
import { failedTests } from "./tests.js";
import { turn } from "./turns.js";

/** So many milliseconds a policy may be looked at for proofs. */
const BUDGET = 1_000;
/** So long without a turn for others, unless a single action takes longer. */
const TURN = 10;

/** Undefined where it was left, since `isCurrent` said that something was changed. */
export async function laterOf(
  policy: Policy,
  { workspace, settings }: Pick<Session, "workspace" | "settings">,
  isCurrent: () => boolean,
): Promise<Later | undefined> {
  const pause = pausing(isCurrent);
  if (!(await pause())) return undefined;
  // The table is made; then others have their turn.
  if (policy.compilation.table !== undefined && !(await pause())) return undefined;
  const linted = lintOf(workspace, policy);
  const proved = await prove(policy, pause);
  if (proved === undefined) return undefined;
  const failed = settings.tests.onType ? await failedTests(policy, pause) : [];
  return (
    failed && { diagnostics: [...linted, ...proved.diagnostics], failed, isWhole: proved.left.length === 0 }
  );
}

/** Gives others their turn where this one has lasted long enough; false where nobody waits for what is looked for. */
function pausing(isCurrent: () => boolean): () => Promise<boolean> {
  let end = 0;
  return async () => {
    if (performance.now() >= end) {
      await turn();
      end = performance.now() + TURN;
    }
    return isCurrent();
  };
}

async function prove(
  { compilation: { program, table } }: Policy,
  pause: () => Promise<boolean>,
): Promise<ProofWarnings | undefined> {
  if (program === undefined || table === undefined) return { diagnostics: [], left: [] };
  const until = performance.now() + BUDGET;
  const steps = proofSteps(program, table, () => performance.now() < until);
  while (await pause()) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
  return undefined;
}
