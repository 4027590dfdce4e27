// A difference between two versions of a policy, as it is told.

import type { Verdict } from "../../../runtime/table/verdict.js";
import type { Direction } from "./regions.js";
import type { Example } from "./replay.js";
import type { RuleRef } from "./responsible.js";

export interface Side {
  readonly verdict: Verdict;
  /** Those that give it somewhere in the region, `default` and `on_error` too. */
  readonly rules: readonly RuleRef[];
}

/** Requests that both versions decide, each in its own way. Differences have no request in common. */
export interface Difference {
  /** On each of these the same is so. */
  readonly actions: readonly string[];
  /** Is it about what comes back from them? */
  readonly onResult: boolean;
  readonly direction: Direction;
  readonly before: Side;
  readonly after: Side;
  /** Which requests, in the words of the language; absent: all on the actions. */
  readonly where?: string;
  /** The same as a condition that a rule could have, as far as the language has words for it. */
  readonly condition?: string;
  /** Of `other`: what no longer goes along with the verdict, and what newly does. */
  readonly lost: readonly string[];
  readonly gained: readonly string[];
  /** The rules that changed, and speak here. */
  readonly because: readonly RuleRef[];
  /** One of each action. Where none was found, the difference is possible there, and not shown. */
  readonly examples: readonly (Example & { readonly action: string })[];
}
