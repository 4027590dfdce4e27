// The core: what every primitive is lowered to. One kind of rule, one kind of condition, each with its origin.

import type { GrantState, Key, Limit, Reason, Ref, Rule } from "../../runtime/table/format.js";
import type { Verdict } from "../../runtime/table/verdict.js";
import type { Span } from "../source/source.js";
import type { Evidence } from "../types/evidence.js";
import type { Action, Box, Fallback, Program, Picked } from "../types/program.js";
import type { CoreExpr } from "./expr.js";
import type { CoreNeeds } from "./needs.js";

export interface Core {
  /** What the rules speak of: attributes, actions, groups, boxes. */
  readonly program: Program;
  /** No two are equal; operands come before what is made of them. */
  readonly exprs: readonly CoreExpr[];
  /** In declaration order. */
  readonly rules: readonly CoreRule[];
  /** What the policy claims of itself: no part of the table. */
  readonly claims: readonly CoreClaim[];
  readonly killswitches: readonly CoreKillswitch[];
  readonly default: CoreFallback;
  readonly onError: CoreFallback;
  readonly onErrorWhen: readonly CoreConditionalFallback[];
  readonly evidence: CoreEvidence;
}

export type CoreEvidence = Evidence<CoreFallback>;

/**
 * It matches an action of `actions` when all conditions hold; where their conjunction is unknown, a rule that permits
 * does not match and every other rule does. A rule that matches contributes its verdict, unless its `needs` are met or
 * its `limit` has room.
 */
export interface CoreRule
  extends
    Pick<Rule, "verdict" | "permits" | "code" | "explicit" | "reason" | "shadow">,
    Pick<Rule, "label" | "redactions" | "connect" | "notify" | "trips"> {
  /** Qualified. Several core rules of one primitive share it. */
  readonly name: string;
  /** Of the whole declaration. */
  readonly span: Span;
  /** Never empty. */
  readonly actions: readonly Action[];
  /** What the selector names: which names of the wildcards among `actions` are selected. */
  readonly picked: Picked;
  /** Does it decide what comes back from them? */
  readonly onResult: boolean;
  readonly conditions: readonly CoreCondition[];
  readonly needs?: CoreNeeds;
  readonly limit?: CoreLimit;
  /** The grant that a permitted attempt under this rule starts. */
  readonly grant?: GrantState;
  readonly box?: Box;
}

/** Of every request that its guard is true of: the verdict is this one, or bounded by it. */
export interface CoreClaim {
  readonly name: string;
  readonly span: Span;
  readonly actions: readonly Action[];
  readonly picked: Picked;
  readonly onResult: boolean;
  readonly conditions: readonly CoreCondition[];
  readonly bound: "exactly" | "at least" | "at most";
  readonly verdict: Verdict;
}

export interface CoreCondition {
  readonly expr: Ref;
  /** As the author wrote it, or, of what a primitive adds, what it says in words. */
  readonly text: string;
  readonly span: Span;
}

/** A deferred condition: the rule counts only where the window has no room for `amount`. */
export interface CoreLimit extends Omit<Limit, "window"> {
  readonly window: { readonly id: string; readonly per: number; readonly by: Key };
}

export interface CoreKillswitch {
  readonly name: string;
  readonly span: Span;
  readonly scope: readonly string[];
  /** What lifting it takes; absent: anyone may lift it. */
  readonly needs?: CoreNeeds;
}

export interface CoreFallback extends Omit<Fallback, "group" | "approver" | "reason"> {
  readonly reason: Reason;
  readonly needs?: CoreNeeds;
}

export interface CoreConditionalFallback extends CoreFallback {
  readonly when: CoreCondition;
}
