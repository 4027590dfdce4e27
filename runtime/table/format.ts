// The decision table's format, version 1: the contract between the compiler and every runtime, ours or another's.
//
// A table file is one JSON object in canonical form (RFC 8785) with the members of `Table` and `digest`, which is
// "sha256:" and the lower-case hex SHA-256 of the canonical form of the object without `digest`.
// Indices point into the arrays of the same table. An expression's operands always have smaller indices than the
// expression itself, so a table holds no circle.

import type { Among } from "../values/action-name.js";
import type { Cidr } from "../values/address.js";
import type { ExactPattern } from "../values/command-exact.js";
import type { CommandPattern } from "../values/command-pattern.js";
import type { PatternKind } from "../values/data-pattern.js";
import type { Detector } from "../values/detector.js";
import type { PathGlob } from "../values/home-glob.js";
import type { HostPattern } from "../values/host-pattern.js";
import type { ChangeKind } from "../values/schema-change.js";
import type { Value } from "../values/value.js";
import type { Audit, Identity, Trust } from "./evidence.js";
import type { Fallback, Reason } from "./fallback.js";
import type { Verdict } from "./verdict.js";

export type { Fallback, Reason } from "./fallback.js";

export const TABLE_FORMAT = "agentpol-table/1";

export interface Table {
  readonly format: typeof TABLE_FORMAT;
  readonly policy: PolicyHeader;
  /** What a runtime must be able to do beyond deciding, or it must refuse this table. Sorted. */
  readonly requires: readonly Requirement[];
  readonly schema: RequestSchema;
  /** Group name → its members as declared, normalised (NFC, lower case). */
  readonly groups: Readonly<Record<string, readonly string[]>>;
  /** How groups are asked, by the approver's name. */
  readonly approvers: Readonly<Record<string, Approver>>;
  readonly data: readonly DataSet[];
  readonly classifiers: readonly Classifier[];
  readonly boxes: Readonly<Record<string, Box>>;
  readonly baselines: readonly Baseline[];
  readonly histories: readonly HistoryPattern[];
  readonly grants: readonly GrantState[];
  readonly windows: readonly Window[];
  readonly needs: readonly Needs[];
  readonly killswitches: readonly Killswitch[];
  readonly identity?: Identity;
  /** Never empty. */
  readonly trust?: readonly Trust[];
  readonly audit?: Audit;
  /** Interned: no two are equal. */
  readonly exprs: readonly Expr[];
  /** In declaration order. */
  readonly rules: readonly Rule[];
  /** A policy that decides too: the table file of its own, digest included. The more restrictive verdict stands. */
  readonly floor?: TableFile;
}

/** A table as its file holds it. */
export interface TableFile extends Table {
  readonly digest: string;
}

export type Requirement = "audit" | "identity" | "sandbox" | "trust";

export type Edition = 1;

/** `shadow`: decided and recorded, never enforced, kill switches aside. */
export type Mode = "enforce" | "shadow";

export interface PolicyHeader {
  readonly name: string;
  readonly version?: string;
  /** The edition of the language in which the policy is written. */
  readonly language: Edition;
  readonly mode: Mode;
  readonly default: Fallback;
  readonly onError: Fallback;
  /** The first of which the condition holds decides, else `onError`. The conditions ask no state. */
  readonly onErrorWhen: readonly ConditionalFallback[];
}

/** It holds where its condition is true and every attribute that the condition names is valid by itself. */
export interface ConditionalFallback extends Fallback {
  readonly when: Condition;
}

// ─── The request ────────────────────────────────────────────────────────────────────────────────────────────────

export interface RequestSchema {
  readonly agent: RecordSchema;
  readonly context: RecordSchema;
  readonly impact: RecordSchema;
  /** By name, or by the pattern of a wildcard: the narrowest takes what has no declaration of its own. */
  readonly actions: Readonly<Record<string, ActionSchema>>;
  /** Members of `agent`, `context` and `impact` that are no part of what an approval is bound to: `context.at`. */
  readonly volatile: readonly AttributePath[];
}

export interface ActionSchema {
  readonly args: RecordSchema;
  /** What comes back, where it is declared. */
  readonly result?: TypeSchema;
  readonly effect?: Effect;
  readonly reversible: "always" | "never" | "reported";
  /** Names of arguments; each list is sorted by the order of the traits. */
  readonly reads: readonly string[];
  readonly writes: readonly string[];
  readonly runs: readonly string[];
  readonly migrates: readonly string[];
  readonly reaches: readonly Reach[];
  /** The attribute, a path, from which relative paths among the arguments are resolved. */
  readonly relativeTo?: AttributePath;
}

export type Effect = "read" | "write" | "delete" | "execute";

/** An argument (a host, an ip or a url) that the action reaches; `port` names the argument with its port. */
export interface Reach {
  readonly arg: string;
  readonly port?: string;
}

export interface RecordSchema {
  readonly type: "record";
  readonly fields: Readonly<Record<string, FieldSchema>>;
  /** Are undeclared keys let through? */
  readonly open: boolean;
}

export interface FieldSchema {
  readonly schema: TypeSchema;
  readonly optional: boolean;
}

export type ScalarType =
  | "bool"
  | "int"
  | "decimal"
  | "percent"
  | "duration"
  | "bytes"
  | "time"
  | "string"
  | "path"
  | "host"
  | "ip"
  | "cidr"
  | "url"
  | "command"
  | "sql";

export type TypeSchema =
  | { readonly type: ScalarType }
  | { readonly type: "money"; readonly currency: string }
  | { readonly type: "enum"; readonly members: readonly string[] }
  | { readonly type: "list" | "set"; readonly of: TypeSchema }
  | RecordSchema;

// ─── Rules ──────────────────────────────────────────────────────────────────────────────────────────────────────

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

/** One list of allowed addresses was checked by the rule; `deny` is for whoever opens the connection. */
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

// ─── State ──────────────────────────────────────────────────────────────────────────────────────────────────────

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

// ─── Boxes, baselines, data ─────────────────────────────────────────────────────────────────────────────────────

/** A sandbox, its `extends` worked in. A clause that is left out grants nothing, unless the box is a mask. */
export interface Box {
  /** Has it `hide` and `limit` alone? Then it narrows others and denies nothing by itself. */
  readonly mask: boolean;
  readonly read: readonly BoxPath[];
  readonly write: readonly BoxPath[];
  readonly hide: readonly BoxPath[];
  readonly reach: readonly string[] | "any";
  readonly run: readonly string[];
  readonly env: readonly string[];
  readonly limits: ResourceLimits;
  /** A clause that the machine's sandbox cannot hold in the kernel is then an error, not a note. */
  readonly must?: "kernel";
}

/**
 * A path pattern, or one below the path that an attribute of `agent` or `context` holds: `/**` is all of it, itself
 * included. What the attribute holds is taken literally. Where it is absent, a box grants nothing by it, and hides what
 * the pattern matches below any directory.
 */
export type BoxPath = string | { readonly attribute: AttributePath; readonly pattern: string };

/** Milliseconds, bytes and counts. */
export interface ResourceLimits {
  readonly cpu?: number;
  readonly memory?: number;
  readonly processes?: number;
  readonly wall?: number;
}

export interface Baseline {
  /** The path as the policy names it. */
  readonly path: string;
  /** In which language it is written: SQL DDL, or JSON Schema for what holds configuration. */
  readonly language: "sql" | "json-schema";
  readonly text: string;
}

/** The type of a data set: a list, a set, or a map from strings. */
export type DataSchema = TypeSchema | { readonly type: "map"; readonly of: TypeSchema };

export interface DataSet {
  readonly name: string;
  readonly schema: DataSchema;
  readonly values: readonly Value[];
  /** Of a map: what each value is found under, in normal form C. No two are equal. */
  readonly keys?: readonly string[];
  /** "sha256:…" of the file's bytes. */
  readonly source: string;
}

/** A question to whoever runs the policy, about values of a request: asked before the rules are. */
export interface Classifier {
  readonly name: string;
  /** In the order of a call's arguments; the asked one finds each under its name. */
  readonly params: readonly ClassifierParam[];
  /** A bool, int, decimal, percent or enum. */
  readonly result: TypeSchema;
  readonly asks: ClassifierHost;
  /** Milliseconds; an answer that comes later is none. */
  readonly timeout: number;
}

export interface ClassifierParam {
  readonly name: string;
  /** A single value. */
  readonly schema: TypeSchema;
}

/** A function that the runtime is given under this name, or a web service. */
export type ClassifierHost =
  | { readonly by: "host"; readonly name: string }
  /** https, or http on the machine itself. */
  | { readonly by: "webhook"; readonly url: string };

// ─── Expressions ────────────────────────────────────────────────────────────────────────────────────────────────

/** The index of an expression. */
export type Ref = number;

/** An attribute as a dotted path: `agent.role`, `args.amount`, `context.user.id`, `action.reversible`. */
export type AttributePath = string;

export type CompareOp = "==" | "!=" | "<" | "<=" | ">" | ">=";

/**
 * A typed expression; types were checked by the compiler. Truth values are Kleene's: an attribute that is absent
 * where it is read, or a fact that cannot be known, makes what depends on it unknown.
 */
export type Expr =
  | { readonly op: "literal"; readonly value: Value }
  | { readonly op: "attribute"; readonly path: AttributePath }
  | { readonly op: "has"; readonly path: AttributePath }
  /** The member of `any`/`all` that is bound to `name`, or a field of it. */
  | { readonly op: "variable"; readonly name: string; readonly steps: readonly string[] }
  | { readonly op: "has-variable"; readonly name: string; readonly steps: readonly string[] }
  | { readonly op: "data"; readonly data: number }
  /** What a map holds under the key, or a field of it; where it is not there, unknown. */
  | ({ readonly op: "element" } & ElementOf)
  | ({ readonly op: "has-element" } & ElementOf)
  | { readonly op: "list"; readonly items: readonly Ref[] }
  | { readonly op: "now" }
  | { readonly op: "outcome" }
  /** The verdict of an earlier attempt, in a history's `where`. */
  | { readonly op: "verdict" }
  | { readonly op: "and" | "or"; readonly args: readonly Ref[] }
  | { readonly op: "not"; readonly arg: Ref }
  /**
   * Equality is by normal form, `unordered` for sets; order is of numbers. `scale` is the number of decimal places of
   * plain numbers on either side (0 or 4): an arithmetic result that no normal form holds is compared exactly.
   */
  | {
      readonly op: "compare";
      readonly cmp: CompareOp;
      readonly left: Ref;
      readonly right: Ref;
      readonly scale: 0 | 4;
      readonly unordered: boolean;
    }
  | { readonly op: "in"; readonly item: Ref; readonly items: Ref }
  | { readonly op: "in-cidr"; readonly item: Ref; readonly cidr: Ref }
  /** `home` is the home that globs of that kind begin at; without it there are none of them. */
  | { readonly op: "like"; readonly subject: Ref; readonly globs: readonly PathGlob[]; readonly home?: Ref }
  /** Is the path the directory, or does it lie below it? */
  | { readonly op: "under"; readonly subject: Ref; readonly directory: Ref }
  | { readonly op: "like-host"; readonly subject: Ref; readonly patterns: readonly HostPattern[] }
  /** Any entry of a data set of strings, each a pattern for the subject. */
  | { readonly op: "like-data"; readonly subject: Ref; readonly data: number; readonly as: PatternKind }
  /** RE2 syntax, not anchored. */
  | { readonly op: "matches"; readonly subject: Ref; readonly pattern: string }
  | { readonly op: "runs"; readonly command: Ref; readonly entries: readonly CommandPattern[] }
  /** Is every simple command wholly one of the entries? `env` may be assigned, `writing` be written by redirects. */
  | {
      readonly op: "runs-only";
      readonly command: Ref;
      readonly entries: readonly ExactPattern[];
      readonly env: readonly string[];
      readonly writing: readonly PathGlob[];
      readonly home?: Ref;
    }
  /** Does a simple command name a file that one of the globs covers: with `entries`, one that fits one of these? */
  | {
      readonly op: "touches";
      readonly command: Ref;
      readonly entries?: readonly CommandPattern[];
      readonly globs: readonly PathGlob[];
      readonly home?: Ref;
    }
  /** Does a redirect write to a file that one of the globs covers? */
  | {
      readonly op: "redirects";
      readonly command: Ref;
      readonly globs: readonly PathGlob[];
      readonly home?: Ref;
    }
  /** True where the operand is, else false. */
  | { readonly op: "known"; readonly arg: Ref }
  /** Is there a part of the command that cannot be seen through? */
  | { readonly op: "unseen"; readonly command: Ref }
  | { readonly op: "any" | "all"; readonly variable: string; readonly over: Ref; readonly body: Ref }
  /**
   * Exact; a value beyond ±(2⁵³−1) is a fault. `scales` are the decimal places of the plain numbers on the left and on
   * the right (0, 4, or 6 for a percent that multiplies another type) and of the result's normal form. A result that
   * has more places stays an exact number, which compares but is no normal form.
   */
  | {
      readonly op: "add" | "sub" | "mul";
      readonly left: Ref;
      readonly right: Ref;
      readonly scales: readonly [left: number, right: number, result: number];
    }
  | { readonly op: "neg"; readonly arg: Ref }
  /** An int as a decimal: × 10⁴. */
  | { readonly op: "to-decimal"; readonly arg: Ref }
  /** The place of a text among `members`, from 0: how members of an ordered enum are compared. */
  | { readonly op: "rank"; readonly arg: Ref; readonly members: readonly string[] }
  | { readonly op: "call"; readonly fn: BuiltinFunction; readonly args: readonly Ref[] }
  // Facts of state and of the world.
  /** What the classifier answered of these values; unknown where it did not. */
  | { readonly op: "classify"; readonly classifier: number; readonly args: readonly Ref[] }
  | { readonly op: "history"; readonly pattern: number }
  | { readonly op: "grant"; readonly grant: number; readonly is: GrantStatus }
  | { readonly op: "approved"; readonly needs: number }
  /** Do all that the action reaches fit one of the patterns? */
  | { readonly op: "reaches"; readonly patterns: readonly HostPattern[] | "any" }
  /** Are all changes to the schema that the action makes among `permit`? */
  | { readonly op: "drift"; readonly baseline: number; readonly permit: readonly ChangeKind[] }
  /**
   * Does a detector find something in the attribute, or for `args` in any argument? It looks at what was sent: texts,
   * numbers as they are written, and names that no declaration has.
   */
  | { readonly op: "detects"; readonly path: AttributePath; readonly detectors: readonly Detector[] }
  /** Does a detector find something in a text, or in one of a list? */
  | { readonly op: "holds"; readonly subject: Ref; readonly detectors: readonly Detector[] };

export interface ElementOf {
  readonly data: number;
  readonly key: Ref;
  readonly steps: readonly string[];
}

export type GrantStatus = "unused" | "live" | "ended";

export type BuiltinFunction = "size" | "length" | "lower" | "host" | "port" | "scheme" | "hour" | "weekday";
