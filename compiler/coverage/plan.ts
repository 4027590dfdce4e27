// What there is to be seen of a policy while requests are decided, and where each sight is counted. Plain data: it can be
// sent to whoever runs the cases.

import type { Literal } from "../../runtime/atoms/box.js";
import type { Ref } from "../../runtime/table/format.js";
import type { Span } from "../source/source.js";

/** The place of a count in `Counts`. */
export type Slot = number;

export interface Plan {
  readonly policy: string;
  /** The digest of the table that the rows and references are of. */
  readonly digest: string;
  /** How many counts there are. */
  readonly slots: number;
  /** As they were declared, in their order. */
  readonly rules: readonly PlannedRule[];
  /** Kill switches, the default and what `on_error` gives. */
  readonly others: readonly PlannedOther[];
  /** So many more regions there are, which are not looked at. */
  readonly regionsLeft: number;
}

export interface PlannedRule {
  /** Qualified. */
  readonly name: string;
  readonly form: string;
  readonly shadow: boolean;
  /** Of the whole declaration. */
  readonly span: Span;
  /** Places in the table's rules: those that are the rule's say, not what only goes along with it. */
  readonly rows: readonly number[];
  /** Its guard held; it contributed to what was decided; it decided. */
  readonly seen: { readonly matched: Slot; readonly spoke: Slot; readonly decided: Slot };
  readonly conditions: readonly PlannedCondition[];
  readonly boundaries: readonly PlannedBoundary[];
  readonly regions: readonly PlannedRegion[];
}

/** What decides without being a rule. */
export interface PlannedOther {
  readonly kind: "killswitch" | "default" | "on_error";
  /** As decisions name it. */
  readonly name: string;
  /** As decisions say it. */
  readonly origin: string;
  readonly span: Span;
  readonly seen: { readonly decided: Slot };
}

/** Something that is so or not. `rows` are those on which it bears. */
export interface PlannedCondition {
  readonly rows: readonly number[];
  /** As the author wrote it, or in words: of needs who has to agree, of a limit what it is. */
  readonly text: string;
  readonly span: Span;
  readonly of:
    /** A condition that the rule asks by itself: true or false. */
    | { readonly kind: "expr"; readonly ref: Ref }
    /** Have people agreed, where the guard holds? */
    | { readonly kind: "needs" }
    /** Has the window no room, where the guard holds and nothing else blocks? */
    | { readonly kind: "limit" };
  readonly seen: { readonly yes: Slot; readonly no: Slot; readonly unknown: Slot };
}

/** Two values next to each other which a comparison tells apart. */
export interface PlannedBoundary {
  readonly rows: readonly number[];
  /** The comparison. */
  readonly text: string;
  readonly span: Span;
  /** What is compared. */
  readonly subject: Ref;
  readonly scale: 0 | 4;
  readonly below: Side;
  readonly above: Side;
}

/** Values from `from` to `to` count; `example` is the plainest of them. In normal form. */
export interface Side {
  readonly from: number;
  readonly to: number;
  readonly example: number;
  readonly text: string;
  readonly seen: Slot;
}

/** One way in which a rule's guard holds, on one action: all literals hold. */
export interface PlannedRegion {
  readonly rows: readonly number[];
  /** As declared. */
  readonly action: string;
  readonly literals: readonly Literal[];
  readonly seen: Slot;
}
