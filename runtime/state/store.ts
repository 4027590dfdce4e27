// The store: everything that a runtime remembers, behind one interface that memory and a shared store can both keep.
//
// A decision reads once and settles once. `settle` is atomic: it admits all limits and takes all effects, or none.
// All times are epoch milliseconds. A window of length D at time t is (t − D, t]; an approval or a grant of length D is
// live in [t, t + D). Keys are canonical texts of attribute values (`keyOf`).

import type { Rule } from "../table/format.js";
import type { Value } from "../values/value.js";

/** A person's agreement to one action, known by its digest. */
export interface Approval {
  /** "sha256:…" of the action as requested, under one policy. */
  readonly digest: string;
  /** Normalised: NFC, lower case. */
  readonly by: string;
  readonly acknowledges: readonly "irreversible"[];
  readonly at: number;
}

/**
 * A kill switch that is tripped for one scope. `value` is the JSON text of the attribute's normal form; `all` has none.
 * It stands in [at, until), or until it is lifted.
 */
export interface Kill {
  readonly killswitch: string;
  readonly scope: string;
  readonly value?: string;
  readonly at: number;
  readonly until?: number;
}

/** A question about the past: one of the table's history patterns, for one key. */
export interface SeriesQuery {
  readonly id: string;
  readonly fn: "formerly" | "count" | "sum" | "distinct";
  readonly key: string;
  /** Milliseconds; absent: for ever. */
  readonly within?: number;
  /**
   * Are held attempts counted, too? They may be lost where there is no room. So of a new key that there is no room for
   * nothing is known: it may have happened any number of times.
   */
  readonly attempts?: true;
}

/**
 * What is known of a number: it lies in [low, high]; equal where nothing is in doubt. For `formerly`, 0 or 1.
 * Exact, in the units of the attribute's normal form. `high` is Infinity, `low` −Infinity, where an amount is unknown.
 */
export interface Bounds {
  readonly low: number;
  readonly high: number;
}

export interface GrantQuery {
  readonly id: string;
  readonly key: string;
  readonly expires: number;
}

export interface StateQuery {
  readonly now: number;
  readonly digest: string;
  readonly series: readonly SeriesQuery[];
  readonly grants: readonly GrantQuery[];
}

/** Answers, in the order of the questions. */
export interface StateAnswer {
  /** The latest time that the store has seen, which is that of the query or later. */
  readonly now: number;
  readonly series: readonly Bounds[];
  readonly grants: readonly ("unused" | "live" | "ended")[];
  /** All approvals of the digest that are on record, whatever their age, oldest first. */
  readonly approvals: readonly Approval[];
}

/** Room asked of one window. */
export interface LimitClaim {
  readonly window: string;
  readonly key: string;
  readonly per: number;
  /** Zero or more, in the units of the attribute's normal form. */
  readonly amount: number;
  readonly op: "<" | "<=";
  readonly bound: number;
  /** Counted, but never a reason to hold: its escalation is approved, or its rule or policy is in shadow mode. */
  readonly waived: boolean;
}

/** What a permitted action, or an attempt, leaves behind in a history. */
export interface SeriesEvent {
  readonly id: string;
  readonly fn: SeriesQuery["fn"];
  readonly key: string;
  readonly within?: number;
  /** For `sum`, the amount; for `distinct`, the canonical text of the value; absent where it is unknown. */
  readonly value?: number | string;
  /** False where the pattern's `where` was unknown of the action: it may count. */
  readonly certain: boolean;
}

/** An event that hangs on the report of its action: until then it may count, and its value may be unknown. */
export interface OpenEvent extends SeriesEvent {
  /** What was known of the parts of the question's condition when the action was decided. */
  readonly known: readonly KnownPart[];
}

/** Without a value it is unknown; what is faulty, a number out of range, leaves all that needs it unknown. */
export interface KnownPart {
  readonly value?: Value;
  readonly faulty?: true;
}

/** An open event as it stands in its history. */
export interface AwaitedEvent extends OpenEvent {
  readonly at: number;
  /** Which of the histories that this key had, one after another: what has begun anew is revised no more. */
  readonly generation: number;
}

/** What a report makes of an awaited event: no event, what it was, or an event of which this is known. */
export type Revision = "none" | "same" | Pick<SeriesEvent, "certain" | "value">;

export interface Settlement {
  readonly now: number;
  readonly digest: string;
  readonly limits: readonly LimitClaim[];
  /** Absent where limits are only looked at. A held action leaves what counts attempts, and nothing else. */
  readonly effects?: Effects;
  /** Kill switches that rules trip: taken whatever the limits come to, unless the answer is `conflict` or `full`. */
  readonly trips?: readonly Kill[];
}

export interface SeriesRead {
  readonly query: SeriesQuery;
  readonly answer: Bounds;
}

export interface Effects {
  /** What the decision was made from; `conflict` if one of the answers is another now. */
  readonly read?: readonly SeriesRead[];
  readonly series: readonly SeriesEvent[];
  /** Events that are remembered with the pending attempt, too, for its report to revise. */
  readonly open?: readonly OpenEvent[];
  /** Histories that begin anew: what they hold is forgotten. */
  readonly resets?: readonly Pick<SeriesQuery, "id" | "key">[];
  /** Started where they are unused; `conflict` if one has ended meanwhile. */
  readonly grants: readonly GrantQuery[];
  /**
   * All approvals of the digest are spent; `conflict` if these are no longer what is on record. Absent where the action is
   * held: it spends none.
   */
  readonly approvals?: readonly Approval[];
  /**
   * Remembered for `keep` milliseconds, so that its end can be reported. One that revokes nothing may be forgotten where
   * there is no room: its result is then withheld.
   */
  readonly pending?: { readonly attempt: Pending; readonly keep: number };
}

export type Settled =
  /** All room was there (waived claims aside); effects, if any, are taken. */
  | { readonly outcome: "settled"; readonly limits: readonly LimitState[] }
  /** Some claim had no room: nothing was taken. */
  | { readonly outcome: "over"; readonly limits: readonly LimitState[] }
  /** Approvals, a grant or a history changed since they were read: nothing was taken; read again. */
  | { readonly outcome: "conflict" }
  /** There is no room for a new key: nothing was taken. */
  | { readonly outcome: "full" };

/** One for each claim, in order. */
export type LimitState =
  | { readonly room: true }
  /** `retryAt`: the earliest time at which there is room if nothing else happens; absent if never. */
  | { readonly room: false; readonly retryAt?: number };

/** What an attempt leaves so that its end can be reported. Attempts of one id are reported together. */
export interface Pending {
  readonly id: string;
  /** Grants to revoke, by the outcome that revokes them. */
  readonly revokes: readonly { readonly grant: GrantQuery; readonly when: readonly ("ok" | "failed")[] }[];
  /** What deciding the result takes: nothing where no rule can hold it, several where attempts of one id differ. */
  readonly judged: readonly Judged[];
  /** Added by the store, from the effects' `open`. */
  readonly awaited?: readonly AwaitedEvent[];
  /** The digest of the report that was made, where its result waits for an approval. */
  readonly reported?: string;
}

/** A permitted attempt, as the rules on its result will see it. */
export interface Judged {
  /** The request as it was sent, without id and time: canonical JSON. */
  readonly request: string;
  /** What rules on the action ask of its result. */
  readonly rewrites: readonly ResultRewrite[];
  /** What the past said when the action was decided, by the history pattern's id. */
  readonly past: readonly { readonly id: string; readonly answer: Bounds }[];
}

/** A rule that rewrites the result of an action that it matched. */
export type ResultRewrite = Pick<
  Rule,
  "name" | "origin" | "code" | "explicit" | "reason" | "notify" | "redactions"
> & {
  /** How many floors lie above the one whose rule it is, and the policy; absent for the policy's own. */
  readonly depth?: number;
};

/** How an attempt ended, once its result is decided. */
export interface Report {
  readonly id: string;
  readonly now: number;
  readonly outcome: "ok" | "failed";
  /** "sha256:…" of the action, its outcome and its result. */
  readonly digest: string;
  /** Is the result held for an approval? Then the attempt stays on record, for this very report alone. */
  readonly waits: boolean;
  /** One for each awaited event of the pending attempt, in order, if any; `conflict` if these are others now. */
  readonly revisions?: readonly Revision[];
  /** Where the result is permitted: the approvals of the digest, all of which are spent. */
  readonly spends?: readonly Approval[];
  /** Kill switches that rules on the result trip: taken whatever becomes of it, together with the rest of the report. */
  readonly trips?: readonly Kill[];
}

export type Reported =
  /** The outcome has revoked what it revokes, if it had not before; awaited events are revised; approvals are spent. */
  | "settled"
  /** The approvals, or the awaited events, are no longer what is on record: nothing was taken; read again. */
  | "conflict"
  /** There is no room for another kill: nothing was taken, and the report may be made again. */
  | "full"
  /** No attempt of this id awaits a report, or not this one. */
  | "unknown";

/**
 * All methods reject with `StoreUnavailable` where the state cannot be reached, and with nothing else. Implementations
 * forget expired state by themselves and bound their memory: where there is no room for a new key they say `full`,
 * and never forget a live one.
 */
export interface Store {
  read(query: StateQuery): Promise<StateAnswer>;
  settle(settlement: Settlement): Promise<Settled>;
  approve(approval: Approval, keep: number): Promise<"recorded" | "full">;
  /** All that stand; those that have expired may be among them. */
  kills(): Promise<readonly Kill[]>;
  /** A kill that stands already is not shortened: of the two ends the later counts. */
  kill(kill: Kill): Promise<"recorded" | "full">;
  revive(kill: Omit<Kill, "at" | "until">): Promise<"revived" | "unknown">;
  /** The attempt of this id, if its report is awaited. */
  pending(id: string, now: number): Promise<Pending | undefined>;
  /** Settles a report. What the outcome revokes is revoked once; unless its result waits, the attempt is off the record. */
  report(report: Report): Promise<Reported>;
  grants(now: number): Promise<readonly GrantRecord[]>;
}

/** A grant that was used. */
export interface GrantRecord {
  readonly id: string;
  readonly key: string;
  /** Its first use. */
  readonly from: number;
  readonly revoked: boolean;
}

/** The state could not be reached; the decision is the policy's `on_error`. */
export class StoreUnavailable extends Error {
  override readonly name = "StoreUnavailable";
}
