// What is asked, and what is answered: the plain data that crosses the decision boundary.

import type { Json } from "../table/canonical.js";
import type { Verdict } from "../table/verdict.js";
import type { Redaction, ResourceLimits } from "../table/format.js";
import type { Approval, Bounds, Kill } from "../state/store.js";

/** An attempt, as an enforcement point describes it. Nothing in it is trusted: it is checked against the table. */
export interface Request {
  readonly id?: string;
  /** RFC 3339. Honoured where the caller says so (tests, replays), else the runtime's clock stands. */
  readonly time?: string;
  readonly agent?: Readonly<Record<string, unknown>>;
  readonly action: {
    readonly name: string;
    readonly args?: Readonly<Record<string, unknown>>;
    /** For actions whose reversibility is `reported`. */
    readonly reversible?: boolean;
  };
  readonly context?: Readonly<Record<string, unknown>>;
  readonly impact?: Readonly<Record<string, unknown>>;
}

/** How a permitted attempt ended, as its host reports it. Not trusted either. */
export interface ReportInput {
  readonly outcome: "ok" | "failed";
  /** What came back: plain data, as the action declares it; left out where nothing did. */
  readonly result?: unknown;
}

/** An answer as a fact of `decide`. */
export interface ClassifierFact {
  readonly classifier: string;
  /** To these arguments alone, as the classifier is sent them; left out: whatever it is asked. */
  readonly args?: SentArgs;
  /** As the classifier gives it: `0.9`. */
  readonly answer: unknown;
}

/** What a classifier is sent: its arguments by their names, as a request has them. */
export type SentArgs = Readonly<Record<string, Json>>;

/** State, as arguments of the pure `decide`; what is left out is as if nothing had happened yet. */
export interface Facts {
  /** Epoch milliseconds; left out: the request's time, else the clock's. */
  readonly now?: number;
  readonly kills?: readonly Kill[];
  /** Approvals of this very action. */
  readonly approvals?: readonly Omit<Approval, "digest">[];
  /** Approvals of what came back, for `decideResult`. */
  readonly resultApprovals?: readonly Omit<Approval, "digest">[];
  /** By the index of the table's history pattern. */
  readonly histories?: readonly Bounds[];
  /** By the index of the table's grant. */
  readonly grants?: readonly ("unused" | "live" | "ended")[];
  /** By the index of the table's window: what the present key's window already holds. */
  readonly windows?: readonly number[];
  /** What classifiers answered; a question without an answer is unknown. */
  readonly classifiers?: readonly ClassifierFact[];
  /**
   * What refreshed data holds, by its name: as parsed JSON, or "as compiled". What is left out, or does not fit its
   * declaration, is unknown.
   */
  readonly data?: Readonly<Record<string, unknown>>;
  /** The same of the policy's floor: histories, grants and windows by the indices of its own table, classifiers and data. */
  readonly floor?: Pick<Facts, "histories" | "grants" | "windows" | "classifiers" | "data" | "floor">;
}

export interface Decision {
  readonly id: string;
  /** RFC 3339, UTC. */
  readonly time: string;
  readonly verdict: Verdict;
  /** What the enforcement point does: the verdict, or `allow` in shadow mode. */
  readonly enforced: Verdict;
  readonly code: string;
  readonly reason: string;
  /** The deciding rule's qualified name, a kill switch's, `default`, or `on_error`. */
  readonly rule: string;
  /** `payments.agentpol:31:1`. */
  readonly origin: string;
  readonly mode: "enforce" | "shadow";
  /** All rules that contributed: the deciding one first, the others in declaration order. */
  readonly matched: readonly Matched[];
  /** What shadow rules would have made of it; there where one matched. */
  readonly shadow?: ShadowConclusion;
  /** What rules note, in declaration order; there where one does. */
  readonly notes?: readonly Note[];
  /** Kill switches that rules trip by this attempt, or by its result; there where one does. */
  readonly trips?: readonly TripRecord[];
  readonly obligations: Obligations;
  /** What was known from elsewhere when it was decided; there where a rule on the action could read it. */
  readonly facts?: { readonly data: readonly DataFact[] };
  /** The impact that was judged, as requested. */
  readonly impact: Readonly<Record<string, unknown>>;
  /**
   * "sha256:…" of the action as requested, and of what came back where that is decided: what an approval is bound to.
   * Absent where the request is invalid.
   */
  readonly digest?: string;
  readonly policy: { readonly name: string; readonly version?: string; readonly digest: string };
  /** Why deciding failed, where `rule` is `on_error`. */
  readonly fault?: Fault;
}

/** A refreshed data set in force: its digest, or why what it holds is unknown. */
export interface DataFact {
  /** The name of the policy, or the floor, that declares it. */
  readonly policy: string;
  readonly name: string;
  /** "sha256:…" of the canonical JSON of its normal form, a set's members in the order of their texts. */
  readonly digest?: string;
  /** RFC 3339, UTC: when loading it began. Absent where it is as compiled. */
  readonly loaded?: string;
  readonly fault?: string;
}

export interface Fault {
  /** Where in the request, as a dotted path: `args.amount`; empty for the whole. */
  readonly path: string;
  /** `expected money(USD), found a string`. */
  readonly message: string;
}

export interface Matched {
  readonly rule: string;
  readonly verdict: Verdict;
  readonly code: string;
  readonly origin: string;
}

export interface ShadowConclusion {
  readonly verdict: Verdict;
  readonly matched: readonly Matched[];
  readonly notes?: readonly Note[];
}

/** What a rule with `note` in place of a verdict says. */
export interface Note {
  readonly rule: string;
  readonly code: string;
  readonly text: string;
  readonly origin: string;
}

export interface TripRecord {
  readonly rule: string;
  readonly killswitch: string;
  /** `all`, `agent.id`, … */
  readonly scope: string;
  /** The JSON text of the attribute's normal form; `all` has none. */
  readonly value?: string;
  /** RFC 3339, UTC; absent: until it is lifted. */
  readonly until?: string;
}

/** What goes with the verdict. Only what applies is there; lists are in declaration order. */
export interface Obligations {
  /** The arguments as they may proceed, where redaction rewrote them and the verdict permits. */
  readonly args?: Readonly<Record<string, unknown>>;
  /** Of a decision on a result: the result as it may be seen, where redaction rewrote it and the verdict permits. */
  readonly result?: unknown;
  /** Where arguments or the result were rewritten, and in a decision on an action, what will be done to the result. */
  readonly redactions: readonly RedactionObligation[];
  /** The meet of all boxes that apply. */
  readonly sandbox?: SandboxObligation;
  /** Addresses that whoever opens the connection must refuse, though a permitted name resolves to them. */
  readonly connect: readonly ConnectObligation[];
  readonly approvals?: ApprovalsObligation;
  /** ISO 8601, where the verdict is `throttle` and it is known. */
  readonly retryAfter?: string;
  readonly notify: readonly string[];
}

/** What a rule rewrites. */
export type RedactionObligation = Redaction & { readonly rule: string };

/** A path may be read if each list of `read` has a pattern that fits it, and none of `hide` does; so the others. */
export interface SandboxObligation {
  readonly boxes: readonly string[];
  readonly read: readonly (readonly PathRule[])[];
  readonly write: readonly (readonly PathRule[])[];
  readonly hide: readonly PathRule[];
  readonly reach: readonly (readonly string[] | "any")[];
  readonly run: readonly (readonly string[])[];
  readonly env: readonly (readonly string[])[];
  /** Milliseconds, bytes, counts. */
  readonly limits: ResourceLimits;
  /** A clause that the kernel cannot hold is then an error: the action must not run. */
  readonly must?: "kernel";
}

/** A path pattern, or one below a path that is taken literally, whatever signs are in it: `root` is `/` to it. */
export type PathRule = string | { readonly root: string; readonly pattern: string };

export interface ConnectObligation {
  readonly rule: string;
  /** CIDR texts. */
  readonly deny: readonly string[];
  /** Addresses and blocks, each maybe with a port, as text, of which `deny` does not speak. */
  readonly except: readonly string[];
}

export interface ApprovalsObligation {
  readonly digest: string;
  readonly unmet: readonly UnmetNeeds[];
}

export interface UnmetNeeds {
  readonly rule: string;
  /** The group that is asked. */
  readonly ask: string;
  readonly needs: readonly {
    readonly count: number;
    readonly group: string;
    readonly acknowledging?: "irreversible";
  }[];
  /** ISO 8601. */
  readonly within: string;
  /** How the group is asked, where the policy says so. */
  readonly approver?: ApproverObligation;
}

/** For whoever delivers the escalation. */
export interface ApproverObligation {
  readonly name: string;
  /** An https URL. */
  readonly webhook: string;
  /** ISO 8601. */
  readonly timeout: string;
  /** What holds where no answer comes in time; `ask` names the group that is asked next. */
  readonly onTimeout: { readonly verdict: Verdict; readonly reason: string; readonly ask?: string };
}
