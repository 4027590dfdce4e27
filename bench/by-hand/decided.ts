// What code written by hand says of a request: the verdict, and which rule gave it.

import type { Verdict } from "../families/rules.js";

export interface Decided {
  readonly verdict: Verdict;
  readonly rule: string;
}

export const NO_REQUEST: Decided = { verdict: "block", rule: "request" };
export const NO_RULE: Decided = { verdict: "block", rule: "default" };
