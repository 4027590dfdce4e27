// The long form of the agreement test: 200,000 pairs in more than 5,000 sequences, and how often each verdict, form, state
// and construct came up. `AGREEMENT_PAIRS` asks for fewer, of which not every construct need decide; `AGREEMENT_SEED` for
// the same once more.

import { it } from "vitest";
import { checkAgreement } from "../support/agreement.js";

const WHOLE = 200_000;
const pairs = Number(process.env.AGREEMENT_PAIRS ?? WHOLE);
const seed = process.env.AGREEMENT_SEED;

it(`interpreter and table agree on ${String(pairs)} pairs`, async () => {
  const told = await checkAgreement({
    pairs,
    share: 0.05,
    spare: () => pairs < WHOLE,
    ...(seed !== undefined && { seed: Number(seed) }),
  });
  process.stdout.write(`${told}\n`);
});
