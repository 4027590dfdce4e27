// The long form of the test of evaluators: 100,000 requests under 250 policies of both families of the benchmark, and how
// often what came up. `EVALUATORS_PAIRS` asks for fewer.

import { expect, it } from "vitest";
import { checkEvaluators } from "../support/evaluators.js";
import { SEED } from "../support/seed.js";

const pairs = Number(process.env.EVALUATORS_PAIRS ?? 100_000);

it(`interpreter, table and module agree on ${String(pairs)} requests`, async () => {
  const histogram = await checkEvaluators({
    pairs,
    each: 400,
    sizes: [10, 20, 40, 100, 250, 400],
    seed: SEED,
  });
  process.stdout.write(`${histogram.toString()}\n`);
  expect(histogram.share("verdict", "allow")).toBeGreaterThan(0.05);
  expect(histogram.share("the fast way", "taken")).toBeGreaterThan(0.5);
  expect(histogram.share("the module", "decided")).toBeGreaterThan(0.5);
});
