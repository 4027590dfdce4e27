// A verdict that no rule gives: the default, what a fault gives, and what is given where something is not proven.

import type { Verdict } from "./verdict.js";

/** Text, or text and attributes of the attempt in turn. How they are shown is in `docs/table.md`. */
export type Reason = string | readonly (string | { readonly path: string })[];

/** What is decided where no rule does. */
export interface Fallback {
  readonly verdict: Exclude<Verdict, "redact" | "sandbox">;
  /** That of `onError` quotes nothing: there is no request that is known to be one. */
  readonly reason: Reason;
  /** Index into `needs`, where the verdict is `escalate`. */
  readonly needs?: number;
  readonly origin: string;
}
