// The tests of `npm test`: all of them bounded, two files at a time. `TEST_REPORT` names a file for a JSON report as well,
// `TEST_SEED` repeats a run's random tests.

import { defineConfig } from "vitest/config";

const report = process.env.TEST_REPORT;
const seed = process.env.TEST_SEED ?? String(Date.now() % 2 ** 31);
process.stdout.write(`TEST_SEED=${seed}\n`);

const include = ["test/**/*.test.ts"];
/** What these do to the SQL parser outlives them. All others share the modules that are loaded: half the time. */
const alone = ["test/runtime/facts/ready.test.ts", "test/runtime/facts/sql/broken-parser.test.ts"];

export default defineConfig({
  test: {
    env: { TEST_SEED: seed },
    setupFiles: ["test/support/seed.ts", "test/support/no-colour.ts"],
    pool: "threads",
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: report === undefined ? ["default"] : ["default", ["json", { outputFile: report }]],
    projects: [
      { extends: true, test: { name: "together", include, exclude: alone, isolate: false } },
      { extends: true, test: { name: "alone", include: alone } },
    ],
  },
});
