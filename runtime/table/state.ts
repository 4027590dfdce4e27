// What a table says of state: windows, questions about the past, grants and kill switches.

import type { Among } from "../values/action-name.js";

/** Attributes by whose values state is kept apart: `agent.id`, `action.name`, … Empty: one for all. */
export type Key = readonly string[];

export interface Window {
  /**
   * The rule's qualified name, and the limit's label or else its place in the rule: `payments.daily_spend#1`. Kept over
   * versions.
   */
  readonly id: string;
  readonly per: number;
  readonly by: Key;
}

/** A question about earlier actions. */
export interface HistoryPattern {
  /** "sha256:…" of the pattern's meaning, so that equal questions share state, over versions too. */
  readonly id: string;
  readonly fn: "formerly" | "count" | "sum" | "distinct";
  readonly actions: readonly string[];
  /** As a rule's. */
  readonly among?: Among;
  /** Every decision on these counts, whatever its verdict; else permitted ones. No rule that permits asks this. */
  readonly attempts?: true;
  /** An expression over the earlier action. */
  readonly where?: number;
  /** What `sum` adds up and `distinct` tells apart. */
  readonly attribute?: string;
  /** Milliseconds; absent: for ever. */
  readonly within?: number;
  /** Each of these that is permitted, and agrees, ends what came before it: nothing of that is asked about any more. */
  readonly since?: readonly string[];
  /** As `among`, of the names in `since`. */
  readonly sinceAmong?: Among;
  /** The attributes of this action whose values those of the earlier one must equal. */
  readonly by: Key;
  /** The attributes of the earlier action, and of those in `since`, in the order of `by`; absent where they are the same. */
  readonly earlier?: Key;
}

export interface GrantState {
  /** The rule's qualified name. */
  readonly id: string;
  readonly scope: Key;
  readonly expires: number;
  /** Once an outcome is reported: does this expression revoke the grant? */
  readonly revoke?: number;
}

export interface Killswitch {
  readonly name: string;
  readonly origin: string;
  /** `all`, `agent.id`, `action.name`, … */
  readonly scope: readonly string[];
  /** Index into `needs`: what lifting it takes; absent: anyone may lift it. */
  readonly needs?: number;
}
