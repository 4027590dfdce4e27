// A solver agrees with every proof, on 2,000 random policies. `SOLVER_POLICIES` says otherwise, `SOLVER_SEED` repeats.

import { expect, it } from "vitest";
import { agreeWithSolver } from "../support/solver.js";
import { SEED } from "../support/seed.js";

it("agrees on the claims of random policies", async () => {
  const counts = await agreeWithSolver(Number(process.env.SOLVER_POLICIES ?? 2_000), SEED);
  process.stdout.write(`solver: ${JSON.stringify(counts)}\n`);
  expect(Math.min(counts.proved ?? 0, counts.refuted ?? 0)).toBeGreaterThan(0);
});
