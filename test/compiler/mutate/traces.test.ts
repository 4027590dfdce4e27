// Cases that are not run on a mutant, since no decision that they meet can be another: each would pass.

import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { policiesWithCases } from "../../../cli/testing/subjects.js";
import { lowerIn } from "../../../compiler/hir/lower.js";
import { contextOf } from "../../../compiler/hir/lower/context.js";
import { Batch } from "../../../compiler/mutate/batch.js";
import { mutationsOf } from "../../../compiler/mutate/mutations.js";
import { OPERATORS } from "../../../compiler/mutate/operators.js";
import { Recompiler } from "../../../compiler/mutate/recompile.js";
import { Traces } from "../../../compiler/mutate/traces.js";
import { ready } from "../../../runtime/facts/ready.js";
import { Recall } from "../../../runtime/testing/recall.js";
import { caseProbe } from "../../../runtime/testing/run.js";

beforeAll(ready);

const FOLDER = fileURLToPath(new URL("../../../fixtures/policies/", import.meta.url));
const POLICIES = [FOLDER, `${FOLDER}primitives/`].flatMap((folder) =>
  readdirSync(folder).flatMap((name) => (name.endsWith(".agentpol") ? [`${folder}${name}`] : [])),
);

/** One of so many mutations. */
const SHARE = 7;

/** Of each case and mutant: was it said that the case cannot tell, and does it pass? */
async function pairsOf(
  path: string,
): Promise<readonly { readonly skipped: boolean; readonly passes: boolean }[]> {
  const [subject] = (await policiesWithCases([path])).policies;
  const { entry, options, program, table } = subject?.policy ?? {};
  if (entry === undefined || options === undefined || program === undefined || table === undefined)
    throw new Error(`${path} does not compile`);
  const context = contextOf(program);
  const { core } = lowerIn(context);
  if (core === undefined) throw new Error(`${path} is not lowered`);
  const recompiler = new Recompiler({ entry, options, program });
  const lowered = mutationsOf(program, OPERATORS)
    .filter((_, i) => i % SHARE === 0)
    .flatMap((mutation) => {
      const made = recompiler.recompiled(mutation, context);
      return made?.kind === "rules" ? [made.rules] : [];
    });
  const batch = new Batch(core, table, lowered);
  const traces = new Traces(batch, new Recall());
  const pairs: { skipped: boolean; passes: boolean }[] = [];
  for (const [i] of lowered.entries()) {
    const variant = batch.variant(i);
    // Nothing is remembered here.
    const passes = await caseProbe(batch.deciding(variant.rules), new Recall());
    for (const testCase of subject?.cases ?? [])
      pairs.push({
        skipped: !(await traces.mayTell(testCase, variant)),
        passes: await passes(testCase),
      });
  }
  return pairs;
}

describe("a case that is not run on a mutant", () => {
  it.each(POLICIES)("would pass: %s", async (path) => {
    const pairs = await pairsOf(path);
    expect(pairs.filter(({ skipped, passes }) => skipped && !passes)).toEqual([]);
  });

  it("is one of many", async () => {
    const pairs = await pairsOf(`${FOLDER}payments.agentpol`);
    expect(pairs.some(({ passes }) => !passes)).toBe(true);
    const passing = pairs.filter(({ passes }) => passes);
    expect(passing.filter(({ skipped }) => skipped).length).toBeGreaterThan(passing.length / 2);
  });
});
