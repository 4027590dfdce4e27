// The rows of a table: core rules, with what they oblige and whom they ask.

import type { Among } from "../values/action-name.js";
import type { Cidr } from "../values/address.js";
import type { Detector } from "../values/detector.js";
import type { HostPattern } from "../values/host-pattern.js";
import type { Reason } from "./fallback.js";
import type { Verdict } from "./verdict.js";

/**
 * A core rule. It matches an action named in `actions` when every condition holds; where the conjunction is unknown,
 * a rule that permits does not match and every other rule does. A rule that matches contributes its verdict, unless
 * its `needs` are met, or its `limit` is not used up.
 */
export interface Rule {
  /** Qualified: `payments.off_allowlist`. Several rows of one primitive share it. */
  readonly name: string;
  /** `payments.agentpol:31:1`. */
  readonly origin: string;
  /** As declared: of a wildcard, its pattern. */
  readonly actions: readonly string[];
  /** Which names of the wildcards in `actions`; absent: all that those take. */
  readonly among?: Among;
  /**
   * Is it decided when a result is reported, instead of when the action is attempted? Only such a rule reads `result`
   * and `outcome`. It holds by `escalate` or `block`, or contributes `redact` where there is something to rewrite.
   */
  readonly onResult?: true;
  readonly conditions: readonly Condition[];
  /**
   * `none` contributes no verdict, only obligations, and is not listed. `note` contributes nothing; its reason is listed
   * among the decision's notes.
   */
  readonly verdict: Verdict | "none" | "note";
  /**
   * Does this contribution permit, so that the default stays out? True of `allow`, of a grant's box, and of an
   * escalation that is an `allow` once it is approved.
   */
  readonly permits: boolean;
  readonly code: string;
  /** Did the author give a reason or a code? Among several that permit, such a one is named first. */
  readonly explicit: boolean;
  /** Of its verdict; of a note, its text. */
  readonly reason: Reason;
  readonly shadow: boolean;
  readonly needs?: number;
  readonly limit?: Limit;
  /** What the author calls the limit, for explanations. */
  readonly label?: string;
  /** Index into `grants`: the grant that a permitted attempt under this rule starts. */
  readonly grant?: number;
  readonly box?: string;
  readonly redactions: readonly Redaction[];
  readonly connect?: ConnectRule;
  readonly notify: readonly string[];
  /** Kill switches that it trips where it matches, whatever it says, and whatever is decided. */
  readonly trips?: readonly Trip[];
}

export interface Trip {
  readonly killswitch: string;
  /** One of the kill switch's scopes: `all`, or the attribute whose value in the attempt is halted. */
  readonly scope: string;
  /** Milliseconds; absent: until it is lifted. */
  readonly for?: number;
}

export interface Condition {
  readonly expr: number;
  /** The condition as the author wrote it, for explanations. */
  readonly text: string;
  readonly origin: string;
}

/** A deferred condition: the contribution counts only where the window has no room for `amount`. */
export interface Limit {
  readonly window: number;
  /** The attribute whose value is taken (`impact.hosts`), or 1 for each action. Absent or below zero: no room. */
  readonly amount: string | 1;
  readonly op: "<" | "<=";
  /** In the units of the attribute's normal form. */
  readonly bound: number;
}

/** What was reached was judged by a rule of its own; `deny` is for whoever opens the connection. */
export interface ConnectRule {
  readonly deny: readonly Cidr[];
  readonly except: readonly HostPattern[];
}

/** `target` is `args`, an argument, a field of one, or `result`. `as` is what stands where something was masked. */
export type Redaction =
  | {
      readonly op: "mask";
      readonly target: string;
      readonly detectors: readonly Detector[];
      readonly as?: string;
    }
  | { readonly op: "mask-all"; readonly target: string; readonly as?: string }
  | { readonly op: "hash" | "drop"; readonly target: string }
  /** A number above `most`, in the normal form of its type, becomes `most`. */
  | { readonly op: "clamp"; readonly target: string; readonly type: ClampedType; readonly most: number };

export type ClampedType = "int" | "decimal" | "percent" | "money" | "bytes" | "duration";

/** Approvals that lift an escalation. One person counts once over `of`. */
export interface Needs {
  /** The rule's qualified name, or `default`. */
  readonly rule: string;
  readonly of: readonly Need[];
  /** How long an approval lives, in milliseconds. */
  readonly within: number;
  /** The group that is asked. */
  readonly ask: string;
  /** Who asks it, one of `approvers`. */
  readonly approver?: string;
}

/** Whoever delivers an escalation posts it to `webhook`; where no answer comes in time, `onTimeout` holds. */
export interface Approver {
  /** An https URL. */
  readonly webhook: string;
  /** Milliseconds. */
  readonly timeout: number;
  readonly onTimeout: {
    readonly verdict: Exclude<Verdict, "redact" | "sandbox">;
    readonly reason: string;
    /** The group that is asked next, where the verdict is `escalate`. */
    readonly ask?: string;
  };
  readonly group: string;
}

export interface Need {
  readonly count: number;
  readonly group: string;
  readonly acknowledging?: "irreversible";
}
