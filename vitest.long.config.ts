// The long runs (`npm run test:long`): fuzzing, differential and scaling tests with their full budgets.

import { defineConfig } from "vitest/config";

const seed = process.env.TEST_SEED ?? String(Date.now() % 2 ** 31);
process.stdout.write(`TEST_SEED=${seed}\n`);

export default defineConfig({
  test: {
    include: ["test/long/**/*.long.ts"],
    env: { TEST_SEED: seed },
    setupFiles: ["test/support/seed.ts", "test/support/no-colour.ts"],
    pool: "forks",
    maxWorkers: 2,
    maxConcurrency: 2,
    testTimeout: 30 * 60_000,
    hookTimeout: 60_000,
  },
});
