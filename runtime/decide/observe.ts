// Whoever looks on while a runtime decides: what tests are measured by is read from here.

import type { Reasoned } from "./council.js";
import type { Policy } from "./policy.js";
import type { Decision } from "./request.js";

/** One decision that was taken, on an attempt or on what came back from one. */
export interface Observed {
  /** The policy in force. */
  readonly policy: Policy;
  readonly decision: Decision;
  /** What the policy and its floors made their own decisions from: nothing of one that asked no rules. */
  readonly reasoned: readonly Reasoned[];
}

/** Hears of each decision once it is taken. It must not throw. */
export type Observe = (observed: Observed) => void;
