// The table and the reference interpreter answer alike where rules ask how earlier actions ended and what came back from
// them: attempts and their reports in any order, late, never, and not as declared.

import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { ready } from "../../runtime/facts/ready.js";
import { createMemoryStore, createRuntime, createVirtualClock } from "../../runtime/index.js";
import type { Runtime } from "../../runtime/runtime.js";
import type { Truth } from "../../runtime/values/value.js";
import { compiled, play } from "../support/agreement.js";
import { EARLIER, ENDINGS } from "../support/guard-atoms.js";
import type { RandomPolicy } from "../support/arbitrary-policy.js";
import {
  giving,
  report,
  step,
  type Attempted,
  type Reported,
  type Step,
} from "../support/arbitrary-steps.js";
import { WORLD } from "../support/arbitrary-world.js";
import { Coverage } from "../support/constructs/coverage.js";
import { Histogram } from "../support/histogram.js";
import { endingOf, type Made } from "../support/sequence.js";

beforeAll(ready);

const RUNS = Number(process.env.EARLIER_RUNS ?? 150);

const MORE = [
  "count(attempts pay, note, files.load where verdict == block, within 1m, by agent.id) >= 2",
  "count(attempts * where outcome == failed or verdict != allow, since files.save, within 1h) >= 2",
  "formerly(attempts note where has result.code or verdict == redact, by agent.session)",
];

const question = fc.constantFrom(...EARLIER, ...EARLIER, ...ENDINGS, ...MORE, ...MORE, ...MORE);

/** Notes most of all: what is asked and denied tells what is unknown, and the actions run. */
const rule = fc.tuple(
  question,
  fc.constantFrom("when", "unless"),
  fc.oneof({ weight: 3, arbitrary: fc.constant("") }, { weight: 2, arbitrary: fc.constant("result of ") }),
  fc.constantFrom(...Array.from({ length: 6 }, () => 'note "seen"'), "block", "escalate to g1"),
);

const rules = fc.array(rule, { minLength: 4, maxLength: 10, size: "max" });

const policy = rules.map((all) => ({
  forms: [],
  text: [
    'policy p {\n  version "1.0.0"\n  default allow\n}',
    WORLD,
    ...all.map(
      ([asked, word, of, said], i) =>
        `rule r${String(i)} on ${of}pay, note, files.load {\n  ${word} ${asked}\n  ${said}\n}`,
    ),
  ].join("\n"),
}));

const attempted = fc.array(giving, { minLength: 1, maxLength: 5, size: "max" });

const wait: fc.Arbitrary<Step> = fc
  .constantFrom(1, 59_999, 60_000, 3_599_999, 3_600_000)
  .map((ms) => ({ do: "wait", ms }));

const steps = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: giving },
    { weight: 4, arbitrary: report },
    { weight: 1, arbitrary: wait },
    { weight: 1, arbitrary: step },
  ),
  { minLength: 4, maxLength: 40, size: "max" },
);

/** What the questions of a policy come to, asked of one more attempt. */
async function answers(runtime: Runtime, { request }: Attempted): Promise<readonly Truth[]> {
  const { rules } = await runtime.explain(request);
  return rules.map(({ conditions: [first] }) => first?.value ?? "unknown");
}

/** The answers before a report of one of the attempts, and after it. */
async function aroundReport(
  random: RandomPolicy,
  attempts: readonly Attempted[],
  reported: Reported,
  probe: Attempted,
): Promise<readonly (readonly [before: Truth, after: Truth | undefined])[]> {
  const clock = createVirtualClock(0);
  const runtime = await createRuntime(compiled(random).table, { store: createMemoryStore(), clock });
  const made: Made[] = [];
  for (const { request } of attempts) made.push({ id: (await runtime.attempt(request)).id, request });
  const before = await answers(runtime, probe);
  const { ended, before: back } = endingOf(reported, undefined, made) ?? LAST;
  await runtime.report(made.at(-1 - back)?.id ?? "", ended);
  const after = await answers(runtime, probe);
  return before.map((was, i) => [was, after[i]]);
}

const LAST = { ended: { outcome: "ok" }, before: 0 } as const;

describe("the results of earlier actions", () => {
  it("mean the same in interpreter and table, whenever they are reported", async () => {
    const histogram = new Histogram();
    await fc.assert(
      fc.asyncProperty(policy, steps, async (random, sequence) => {
        await play(random, sequence, histogram, new Coverage());
      }),
      { numRuns: RUNS },
    );
    process.stdout.write(`${histogram.toString()}\n`);
    for (const verdict of ["note", "block", "escalate"])
      expect(histogram.share("by earlier results", verdict)).toBeGreaterThan(0);
    expect(histogram.share("by attempts before a result", "note")).toBeGreaterThan(0);
    expect(histogram.share("result", "result.invalid")).toBeGreaterThan(0);
  }, 300_000);

  it("are settled by a report, which changes nothing that was known", async () => {
    const settled = new Histogram();
    await fc.assert(
      fc.asyncProperty(policy, attempted, report, giving, async (random, attempts, reported, probe) => {
        for (const [before, after] of await aroundReport(random, attempts, reported, probe)) {
          if (before === "unknown") settled.add("of what was unknown", String(after));
          else expect(after).toBe(before);
        }
      }),
      { numRuns: RUNS },
    );
    process.stdout.write(`${settled.toString()}\n`);
    for (const truth of ["true", "false", "unknown"])
      expect(settled.share("of what was unknown", truth)).toBeGreaterThan(0);
  }, 300_000);
});
