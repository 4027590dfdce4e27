// The warnings that are proofs, looked for in small turns once all else was published: an edit that comes between ends the
// search, and begins another.

import type { Diagnostic } from "../../compiler/diagnostics/diagnostic.js";
import { proofSteps, type ProofWarnings } from "../../compiler/verify/warnings.js";
import type { Policy } from "../../compiler/workspace/policy.js";

/** So many milliseconds all policies together may be looked at. */
const BUDGET = 1_000;
/** So long without a turn for others, unless a single action takes longer. */
const TURN = 20;

/** What was proved of each policy; undefined where it was left, since `isCurrent` said that something was changed since. */
export async function prove(
  policies: readonly Policy[],
  isCurrent: () => boolean,
): Promise<ReadonlyMap<Policy, readonly Diagnostic[]> | undefined> {
  const until = performance.now() + BUDGET;
  const more = (): boolean => performance.now() < until;
  const proved = new Map<Policy, readonly Diagnostic[]>();
  for (const policy of policies) {
    const proofs = await inTurns(policy, more, isCurrent);
    if (proofs === undefined) return undefined;
    proved.set(policy, proofs.diagnostics);
  }
  return proved;
}

async function inTurns(
  { compilation: { program, table } }: Policy,
  more: () => boolean,
  isCurrent: () => boolean,
): Promise<ProofWarnings | undefined> {
  if (program === undefined || table === undefined) return { diagnostics: [], left: [] };
  const steps = proofSteps(program, table, more);
  for (;;) {
    await turn();
    if (!isCurrent()) return undefined;
    const end = performance.now() + TURN;
    do {
      const step = steps.next();
      if (step.done === true) return step.value;
    } while (performance.now() < end);
  }
}

/** Lets what waits go first. */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}
