// Runs random sequences through the reference interpreter and through the runtime over the compiled table, and compares
// every decision: verdict, rule, code, reason, what matched, what shadow rules say, and all obligations.

import fc from "fast-check";
import type { Program } from "../../compiler/types/program.js";
import { ready } from "../../runtime/facts/ready.js";
import type { TableFile } from "../../runtime/table/format.js";
import { FILES } from "./arbitrary-files.js";
import { policyOn, type RandomPolicy } from "./arbitrary-policy.js";
import { FOCI } from "./arbitrary-selectors.js";
import { sequenceOf, type Step } from "./arbitrary-steps.js";
import { Coverage } from "./constructs/coverage.js";
import { Histogram } from "./histogram.js";
import { Sequence } from "./sequence.js";
import { compiledFiles } from "./compiling.js";

/** The longest sequence; a random one is half as long. */
const STEPS = 72;

export interface AgreementOptions {
  /** At least so many decisions are compared. */
  readonly pairs: number;
  /** Each verdict decides at least this share of the attempts; small runs vary. */
  readonly share: number;
  /** Constructs that need not decide: all others must. */
  readonly spare: (construct: string) => boolean;
}

/** Fails with a shrunk policy and sequence where the two disagree, or where something decides too seldom. */
export async function checkAgreement(options: AgreementOptions): Promise<string> {
  const { pairs, share, spare } = options;
  await ready();
  const histogram = new Histogram();
  const coverage = new Coverage();
  const both = fc.constantFrom(...FOCI).chain((focus) => fc.tuple(policyOn(focus), sequenceOf(STEPS, focus)));
  const property = fc.asyncProperty(both, async ([random, steps]) => {
    await play(random, steps, histogram, coverage);
  });
  // A quarter of the longest sequence is how many attempts one has on average, each of which compares one pair.
  await fc.assert(property, { numRuns: Math.ceil(pairs / (STEPS / 4)) });
  const told = `${histogram.toString()}\n${coverage.toString()}`;
  const lacking = [...tooSeldom(histogram, share), ...unseen(coverage, spare)];
  if (lacking.length > 0) throw new Error(`${lacking.join("\n")}\n${told}`);
  return told;
}

function tooSeldom(histogram: Histogram, least: number): readonly string[] {
  return ["allow", "redact", "sandbox", "throttle", "escalate", "block"]
    .filter((verdict) => histogram.share("verdict", verdict) < least)
    .map((verdict) => `${verdict} decides only ${(100 * histogram.share("verdict", verdict)).toFixed(1)} %`);
}

function unseen(coverage: Coverage, spare: AgreementOptions["spare"]): readonly string[] {
  const missing = coverage.missing().filter((construct) => !spare(construct));
  return [
    ...coverage.unlisted().map((construct) => `in no list of constructs: ${construct}`),
    ...(missing.length > 0 ? [`never decided: ${missing.join("; ")}`] : []),
  ];
}

/** Takes the steps under the policy; throws where the two disagree. */
export async function play(
  random: RandomPolicy,
  steps: readonly Step[],
  histogram: Histogram,
  coverage: Coverage,
): Promise<void> {
  const { program, table } = compiled(random);
  for (const form of random.forms) histogram.add("form", form);
  const sequence = await Sequence.begin(random, { program, table, histogram, coverage });
  for (const each of steps) await sequence.take(each);
}

/** Compiles a random policy; every one that the generator makes is free of errors. */
export function compiled({ text, floor }: RandomPolicy): { program: Program; table: TableFile } {
  return compiledFiles({
    ...FILES,
    "p.agentpol": text,
    ...(floor !== undefined && { "floor.agentpol": floor }),
  });
}
