// Holds proofs to a solver: what is proved it cannot satisfy, what is refuted it can.

import fc from "fast-check";
import { init } from "z3-solver";
import { verifyClaims } from "../../compiler/verify/verify.js";
import { ready } from "../../runtime/facts/ready.js";
import { claiming } from "./arbitrary-claims.js";
import { groundIn } from "./verifying.js";
import { breaking } from "./z3.js";

/** Milliseconds for one question; a solver may then not know. */
const TIMEOUT = 5_000;

/** Compares so many random policies; returns how often claims were proved, refuted, or not known to the solver. */
export async function agreeWithSolver(
  policies: number,
  seed: number,
): Promise<Readonly<Record<string, number>>> {
  await ready();
  const solving = await init();
  const { Context } = solving;
  const z = Context("main");
  const counts: Record<string, number> = { proved: 0, refuted: 0, unknown: 0 };
  const count = (name: string): void => {
    counts[name] = (counts[name] ?? 0) + 1;
  };
  const property = fc.asyncProperty(claiming, async (text) => {
    const ground = groundIn(text);
    const solver = new z.Solver();
    solver.set("timeout", TIMEOUT);
    for (const { claim, status } of verifyClaims(ground)) {
      solver.reset();
      solver.add(breaking(z, ground.subject.table, claim, "t.go"));
      const said = await solver.check();
      if (said === "unknown") {
        count("unknown");
        continue;
      }
      const wanted = said === "sat" ? "refuted" : "proved";
      if (status !== wanted) throw new Error(`${claim.name} is ${status}, and by the solver ${wanted}`);
      count(status);
    }
  });
  try {
    await fc.assert(property, { seed, numRuns: policies });
  } finally {
    stop(solving);
  }
  return counts;
}

/** The solver's threads would keep the process alive. */
function stop(solving: object): void {
  const { em } = solving as { readonly em: { readonly PThread: { terminateAllThreads(): void } } };
  em.PThread.terminateAllThreads();
}
