// A solver agrees with every proof: on a few random policies here, on thousands in `npm run test:long -- solver`.

import { describe, expect, it } from "vitest";
import { agreeWithSolver } from "../../support/solver.js";
import { SEED } from "../../support/seed.js";

describe("z3", () => {
  it("agrees on the claims of random policies", async () => {
    const { proved = 0, refuted = 0 } = await agreeWithSolver(40, SEED);
    expect(Math.min(proved, refuted)).toBeGreaterThan(0);
  }, 300_000);
});
