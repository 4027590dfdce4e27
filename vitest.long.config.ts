// The long runs (`npm run test:long`): fuzzing, differential and scaling tests with their full budgets.

import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/long/**/*.long.ts"],
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 30 * 60_000,
    hookTimeout: 60_000,
  },
});
