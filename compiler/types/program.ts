// The typed program: what a policy says, every name resolved and every constant worked out, before any lowering.
//
// The reference interpreter and the lowering both start here and share nothing after it.

import type { Cidr } from "../../runtime/values/address.js";
import type { Detector } from "../../runtime/values/detector.js";
import type { HostPattern } from "../../runtime/values/host-pattern.js";
import type { Box as TableBox, Baseline, ClampedType, Edition, Mode } from "../../runtime/table/format.js";
import type { ChangeKind } from "../../runtime/values/schema-change.js";
import type { TestCase } from "../../runtime/testing/case.js";
import type * as ast from "../ast/ast.js";
import type { SourceFile, Span } from "../source/source.js";
import type { RecordType, Type } from "./type.js";
import type { Action, DataSet, Picked } from "./declared.js";
import type { Evidence } from "./evidence.js";
import type { AttributePath, TypedExpr } from "./typed-expr.js";

export type { Action, Classifier, DataSet, Picked } from "./declared.js";

export interface Program {
  /** In declaration order: imported files before the file that imports them. */
  readonly files: readonly SourceFile[];
  readonly header: Header;
  /** A policy that decides too: the more restrictive verdict stands. */
  readonly floor?: Program;
  /** What requests must fit: what this policy and its floors declare. */
  readonly form: RequestForm;
  readonly agent: RecordType;
  readonly context: RecordType;
  readonly impact: RecordType;
  /** Attributes that no approval is bound to, sorted: `context.at`. */
  readonly volatile: readonly AttributePath[];
  readonly actions: readonly Action[];
  readonly groups: readonly Group[];
  readonly data: readonly DataSet[];
  readonly boxes: readonly Box[];
  readonly killswitches: readonly Killswitch[];
  readonly evidence: Evidence<Held>;
  /** In declaration order. */
  readonly rules: readonly TypedRule[];
  readonly asserts: readonly TypedAssert[];
  /** The `test` blocks of the entry file. */
  readonly tests: readonly TestCase[];
  /** The type of each expression that was checked, for editors. */
  readonly types: ReadonlyMap<ast.Expr, Type>;
}

export interface RequestForm {
  readonly agent: RecordType;
  readonly context: RecordType;
  readonly impact: RecordType;
  /** What an approval is not bound to: sorted paths. */
  readonly volatile: readonly AttributePath[];
  /** Where each attribute is declared first: `agent.role`. */
  readonly places: ReadonlyMap<string, Span>;
}

export interface Header {
  readonly span: Span;
  readonly name: string;
  readonly version?: string;
  /** The edition of the language; the newest where the author does not say. */
  readonly language: Edition;
  readonly mode: Mode;
  readonly default: Fallback;
  readonly onError: Fallback;
  /** In the order of the clauses: the first whose condition holds decides, else `onError`. */
  readonly onErrorWhen: readonly ConditionalFallback[];
}

/** Plain text, or text in which attributes stand: `not to {args.to}`. */
export type TypedReason = string | readonly (string | QuotedAttribute)[];

/** Any attribute but a record; it may be absent. */
export interface QuotedAttribute {
  readonly path: AttributePath;
  readonly type: Type;
}

export interface Fallback {
  readonly span: Span;
  readonly verdict: "allow" | "throttle" | "escalate" | "block";
  readonly reason: TypedReason;
  readonly group?: Group;
  /** Who asks the group, where the policy says so. */
  readonly approver?: Approver;
}

/** A verdict that holds: what is not proven does not run. */
export type Held = Fallback & { readonly verdict: "throttle" | "escalate" | "block" };

export interface ConditionalFallback extends Fallback {
  readonly when: TypedExpr;
}

export interface Group {
  readonly name: string;
  readonly span: Span;
  /** Normalised: NFC, lower case, no duplicates, in the order of declaration. */
  readonly members: readonly string[];
}

/** How a group is asked: by a request to `webhook`, and what holds where no answer comes in time. */
export interface Approver {
  readonly name: string;
  readonly span: Span;
  /** An https URL, as the policy writes it. */
  readonly webhook: string;
  /** Milliseconds. */
  readonly timeout: number;
  readonly onTimeout: Fallback & { readonly reason: string };
  readonly group: Group;
}

/** A sandbox with its `extends` worked in. */
export interface Box extends TableBox {
  readonly name: string;
  readonly span: Span;
}

export interface Killswitch {
  /** Qualified. */
  readonly name: string;
  readonly span: Span;
  /** `all`, `agent.id`, `action.name`, … */
  readonly scope: readonly string[];
  readonly needs: readonly TypedNeed[];
}

export interface TypedNeed {
  readonly count: number;
  readonly group: Group;
  readonly acknowledging: boolean;
}

// ─── Rules ──────────────────────────────────────────────────────────────────────────────────────────────────────

interface RuleBase {
  /** Qualified: `payments.off_allowlist`. */
  readonly name: string;
  /** Of the whole declaration. */
  readonly span: Span;
  readonly actions: readonly Action[];
  /** What the selector names. */
  readonly picked: Picked;
  /** Does it decide what comes back from them? */
  readonly onResult: boolean;
  /** Joined by and. */
  readonly when: readonly TypedExpr[];
  /** None of these may hold. */
  readonly unless: readonly TypedExpr[];
  /** The author's, else the qualified name. */
  readonly code: string;
  /** Did the author give a code, or a reason in its verdict? */
  readonly explicit: boolean;
  readonly notify: readonly string[];
  readonly shadow: boolean;
  /** How long an approval lives, in milliseconds. */
  readonly within: number;
  /** What it trips where it matches. */
  readonly trips: readonly TypedTrip[];
}

/** `trip freeze agent.id for 30m`. */
export interface TypedTrip {
  /** Qualified. */
  readonly killswitch: string;
  /** `all`, or the attribute whose value is halted. */
  readonly scope: string;
  /** Milliseconds; absent: until it is lifted. */
  readonly for?: number;
}

export type TypedRule = RuleBase &
  (
    | { readonly form: "rule"; readonly verdict: TypedVerdict }
    /** A rule with `note "…"` in place of a verdict. */
    | { readonly form: "note"; readonly text: TypedReason }
    | { readonly form: "cap"; readonly limits: readonly TypedLimit[]; readonly else: TypedVerdict }
    | { readonly form: "throttle"; readonly limits: readonly TypedLimit[]; readonly else: TypedVerdict }
    | { readonly form: "quorum"; readonly needs: readonly TypedNeed[]; readonly else: TypedVerdict }
    | { readonly form: "reversibility"; readonly needs: readonly TypedNeed[]; readonly else: TypedVerdict }
    | {
        readonly form: "boundary";
        /** Zones are worked in. */
        readonly reach: readonly HostPattern[] | "any";
        readonly deny: readonly Cidr[];
        readonly else: TypedVerdict;
      }
    | {
        readonly form: "drift";
        readonly baseline: Baseline;
        readonly permit: readonly ChangeKind[];
        readonly else: TypedVerdict;
      }
    | {
        readonly form: "grant";
        /** Of what it permits; its `else` has one of its own. */
        readonly reason: string;
        readonly box: Box;
        readonly scope: readonly AttributePath[];
        readonly expires: number;
        readonly revoke?: TypedExpr;
        readonly else: TypedVerdict;
      }
    | { readonly form: "redact"; readonly redactions: readonly TypedRedaction[]; readonly reason: string }
  );

export type RuleOf<F extends TypedRule["form"]> = Extract<TypedRule, { readonly form: F }>;

export interface TypedVerdict {
  readonly span: Span;
  readonly verdict: "allow" | "redact" | "sandbox" | "throttle" | "escalate" | "block";
  /** The author's, else one made from the rule. */
  readonly reason: TypedReason;
  /** `escalate to G`, `allow once approved by G`. */
  readonly group?: Group;
  /** The approver that was named instead of its group. */
  readonly approver?: Approver;
  /** `allow once approved by G`: the reason of the escalation that it is until then. */
  readonly once?: { readonly reason: TypedReason };
  /** `sandbox BOX`. */
  readonly box?: Box;
  /** `redact { … }`. */
  readonly redactions: readonly TypedRedaction[];
}

/** `limit impact.hosts <= 3`, `limit sum(impact.hosts) <= 20 per 1h by agent.id`, `limit 600 per 1h`. */
export interface TypedLimit {
  readonly span: Span;
  /** Absent in a throttle, which counts actions. */
  readonly attribute?: AttributePath;
  readonly op: "<" | "<=";
  /** In the normal form of the attribute's type. */
  readonly bound: number;
  readonly window?: { readonly per: number; readonly by: readonly AttributePath[] };
  /** From 1: the place of the limit in its rule. */
  readonly place: number;
  /** `limit hosts: …`: what the limit is known by instead of its place. */
  readonly label?: string;
}

export interface TypedRedaction {
  readonly span: Span;
  /** `mask-all` is `mask` without detectors: the whole value. */
  readonly op: "mask" | "mask-all" | "hash" | "drop" | "clamp";
  /** `args.body`, `args` for all arguments, `result`, `result.content`. */
  readonly target: AttributePath;
  readonly detectors: readonly Detector[];
  /** What stands where something was masked, if the author says. */
  readonly as?: string;
  /** Of a clamp: the bound, in the normal form of its type. */
  readonly most?: { readonly type: Type & { readonly kind: ClampedType }; readonly value: number };
}

// ─── Claims ─────────────────────────────────────────────────────────────────────────────────────────────────────

export interface TypedAssert {
  readonly name: string;
  readonly span: Span;
  readonly actions: readonly Action[];
  readonly picked: Picked;
  /** Is it a claim about what comes back from them? */
  readonly onResult: boolean;
  readonly when: readonly TypedExpr[];
  readonly unless: readonly TypedExpr[];
  readonly bound: "exactly" | "at least" | "at most";
  readonly verdict: "allow" | "redact" | "sandbox" | "throttle" | "escalate" | "block";
}
