// The warnings that are proofs, looked for in small turns once all else was published: an edit that comes between ends the
// search, and begins another.

import type { Compilation } from "../../compiler/compile.js";
import { proofSteps, type ProofWarnings } from "../../compiler/verify/warnings.js";
import type { Checked, Opened } from "./check.js";

/** So many milliseconds all open policies together may be looked at. */
const BUDGET = 1_000;
/** So long without a turn for others, unless a single action takes longer. */
const TURN = 20;

export interface Proved {
  /** What was opened, with what was proved of it. */
  readonly opened: Opened;
  /** Is anything told that was not told before? */
  readonly isMore: boolean;
  /** How many actions there was no time for. */
  readonly left: number;
}

/** Undefined where it was left, since `isCurrent` said that something else was opened since. */
export async function prove(opened: Opened, isCurrent: () => boolean): Promise<Proved | undefined> {
  const until = performance.now() + BUDGET;
  const more = (): boolean => performance.now() < until;
  const checked: Checked[] = [];
  let left = 0;
  for (const { project, compilation } of opened.checked) {
    const proofs = await inTurns(compilation, more, isCurrent);
    if (proofs === undefined) return undefined;
    left += proofs.left.length;
    const diagnostics = [...compilation.diagnostics, ...proofs.diagnostics];
    checked.push({ project, compilation: { ...compilation, diagnostics } });
  }
  const isMore = checked.some(
    ({ compilation }, i) =>
      compilation.diagnostics.length > (opened.checked[i]?.compilation.diagnostics.length ?? 0),
  );
  return { opened: { ...opened, checked }, isMore, left };
}

async function inTurns(
  { program, table }: Compilation,
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
