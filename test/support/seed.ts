// What every random test draws from: one seed for a whole run, printed at its beginning. `TEST_SEED` repeats a run.

import fc from "fast-check";

export const SEED = Number(process.env.TEST_SEED);
if (!Number.isSafeInteger(SEED)) throw new Error("TEST_SEED is no whole number");

fc.configureGlobal({ seed: SEED });
