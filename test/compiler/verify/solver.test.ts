// A solver agrees with every proof: on a few random policies here, on thousands in `npm run test:long -- solver`.

import { describe, expect, it } from "vitest";
import { agreeWithSolver } from "../../support/solver.js";

describe("z3", () => {
  it("agrees on the claims of random policies", async () => {
    const seed = Date.now() % 2 ** 31;
    process.stdout.write(`solver: seed ${String(seed)}\n`);
    const { proved = 0, refuted = 0 } = await agreeWithSolver(40, seed);
    expect(Math.min(proved, refuted)).toBeGreaterThan(0);
  }, 300_000);
});
