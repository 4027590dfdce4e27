// Whether a mutant decides anything otherwise than the policy: proved that it does not, or a request that may show it, or open.

import type { Policy } from "../../runtime/decide/policy.js";
import type { TestCase } from "../../runtime/testing/case.js";
import { goldenOf } from "../verify/golden.js";
import type { Region } from "../verify/diff/regions.js";
import type { Example } from "../verify/diff/replay.js";

export type Difference =
  /** Proved: each request is decided alike, with all that goes along, in each state. */
  | { readonly kind: "none" }
  /** Verdicts are the same; what goes along with them is not, which no golden case can say. */
  | { readonly kind: "beside" }
  /** Requests that are decided otherwise; where that could not be told, or hangs on state, perhaps none. */
  | { readonly kind: "some"; readonly examples: () => Iterable<Shown> };

/** A request of an action that both decide, each in its own way. */
export type Shown = Example & { readonly action: string };

/** Who has agreed is a part of regions: where another approval matters, verdicts differ. */
export function isBeside({ direction }: Pick<Region, "direction">): boolean {
  return direction === "other";
}

/** The case that a found request makes, where steps can say all that it hangs on. */
export function candidateOf(
  name: string,
  { request, report, before }: Example,
  policy: Policy,
): readonly TestCase[] {
  const witness = { request, ...(report && { report }), facts: before.facts };
  const { testCase, unsaid } = goldenOf(name, witness, policy);
  return unsaid.length === 0 ? [testCase] : [];
}
