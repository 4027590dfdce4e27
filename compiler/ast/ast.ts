// The syntax tree: a readonly tagged union with exact spans, no parents and no meaning.
//
// Every form that has a body of clauses (`rule`, `cap`, `sandbox`, …) is one node type, `FormDecl`, told apart by
// `form`; which clauses may stand in which form is a table (`forms.ts`), not a type, so that a clause in the wrong
// place is one diagnostic and the rest of the file is still understood. Where the author left something out, the
// parser reports it and puts a `missing` node in its place.

import type { Span } from "../source/source.js";
import type {
  ActionPattern,
  Documented,
  Expr,
  Field,
  FieldValue,
  Ident,
  KeyPart,
  PathExpr,
  RecordLit,
  RecordType,
  Selector,
  StringLit,
  TypeExpr,
} from "./expressions.js";

export type * from "./expressions.js";

export interface Module {
  readonly kind: "module";
  readonly span: Span;
  readonly declarations: readonly Declaration[];
}

// ─── Declarations ───────────────────────────────────────────────────────────────────────────────────────────────

export type Declaration =
  | ImportDecl
  | TypeDecl
  | AttributesDecl
  | LetDecl
  | DataDecl
  | DetectorDecl
  | ClassifierDecl
  | GroupDecl
  | ZoneDecl
  | ActionDecl
  | FormDecl
  | TestDecl;

export interface ImportDecl extends Documented {
  readonly kind: "import";
  readonly path: StringLit;
}

export interface TypeDecl extends Documented {
  readonly kind: "type";
  readonly name: Ident;
  readonly type: TypeExpr;
}

/** `agent { … }`, `context { … }` or `impact { … }`. */
export interface AttributesDecl extends Documented {
  readonly kind: "attributes";
  readonly section: "agent" | "context" | "impact";
  readonly sectionSpan: Span;
  readonly record: RecordType;
}

export interface LetDecl extends Documented {
  readonly kind: "let";
  readonly name: Ident;
  /** Absent for a `let` without parentheses. */
  readonly params?: readonly Param[];
  readonly body: Expr;
}

export interface Param {
  readonly kind: "param";
  readonly span: Span;
  readonly name: Ident;
  readonly optional: boolean;
  readonly type: TypeExpr;
}

export interface DataDecl extends Documented {
  readonly kind: "data";
  readonly name: Ident;
  readonly type: TypeExpr;
  readonly from: StringLit;
  readonly refresh?: Expr;
}

export interface DetectorDecl extends Documented {
  readonly kind: "detector";
  readonly name: Ident;
  readonly pattern: StringLit;
}

export interface ClassifierDecl extends Documented {
  readonly kind: "classifier";
  readonly name: Ident;
  readonly params: readonly Param[];
  readonly result: TypeExpr;
  readonly clauses: readonly Clause[];
}

/** Exactly one of `members` and `from`. */
export interface GroupDecl extends Documented {
  readonly kind: "group";
  readonly name: Ident;
  readonly members?: readonly StringLit[];
  readonly from?: StringLit;
}

export interface ZoneDecl extends Documented {
  readonly kind: "zone";
  readonly name: Ident;
  readonly entries: readonly StringLit[];
}

export interface ActionDecl extends Documented {
  readonly kind: "action";
  /** `payments.send`, or with wildcards `mcp.*`. */
  readonly name: ActionPattern;
  readonly params: readonly Param[];
  /** The span of `...` after the parameters, where it stands. */
  readonly open?: Span;
  readonly gives?: TypeExpr;
  readonly traits: readonly Trait[];
}

export type Trait =
  | { readonly kind: "trait"; readonly trait: "effect"; readonly span: Span; readonly effect: Ident }
  | {
      readonly kind: "trait";
      readonly trait: "reads" | "writes" | "runs" | "migrates";
      readonly span: Span;
      readonly arg: Ident;
    }
  | {
      readonly kind: "trait";
      readonly trait: "reaches";
      readonly span: Span;
      readonly arg: Ident;
      readonly port?: Ident;
    }
  | { readonly kind: "trait"; readonly trait: "relative"; readonly span: Span; readonly to: PathExpr }
  | { readonly kind: "trait"; readonly trait: "reversible"; readonly span: Span; readonly reversible: Ident };

/** The keyword of a declaration with a body of clauses. */
export type FormKeyword =
  | "policy"
  | "rule"
  | "cap"
  | "quorum"
  | "reversibility"
  | "throttle"
  | "boundary"
  | "drift"
  | "sandbox"
  | "grant"
  | "redact"
  | "identity"
  | "killswitch"
  | "trust"
  | "audit"
  | "approver"
  | "assert";

export interface FormDecl extends Documented {
  readonly kind: "form";
  readonly form: FormKeyword;
  readonly keyword: Span;
  /** Absent for `audit`, which has none. */
  readonly name?: Ident;
  /** The span of `result of` in `on result of SELECTOR`. */
  readonly onResult?: Span;
  /** Present in the forms that speak of actions (`forms.ts` says which). */
  readonly selector?: Selector;
  readonly clauses: readonly Clause[];
}

// ─── Clauses ────────────────────────────────────────────────────────────────────────────────────────────────────

export type Clause =
  // Guards and verdicts.
  | { readonly kind: "when"; readonly span: Span; readonly expr: Expr }
  | { readonly kind: "unless"; readonly span: Span; readonly expr: Expr }
  | { readonly kind: "verdict"; readonly span: Span; readonly verdict: Verdict }
  | { readonly kind: "else"; readonly span: Span; readonly verdict: Verdict }
  | { readonly kind: "note"; readonly span: Span; readonly text: StringLit }
  | { readonly kind: "code"; readonly span: Span; readonly value: StringLit }
  | { readonly kind: "within"; readonly span: Span; readonly duration: Expr }
  | { readonly kind: "notify"; readonly span: Span; readonly channels: readonly StringLit[] }
  | { readonly kind: "mode"; readonly span: Span; readonly mode: Ident }
  | {
      readonly kind: "trip";
      readonly span: Span;
      /** Bare in its own file, qualified elsewhere. */
      readonly killswitch: PathExpr;
      readonly scope: PathExpr;
      readonly duration?: Expr;
    }
  // Limits, needs and keys.
  | { readonly kind: "limit"; readonly span: Span; readonly label?: Ident; readonly limit: Limit }
  | {
      readonly kind: "need";
      readonly span: Span;
      readonly count: Expr;
      readonly group: Ident;
      readonly acknowledging?: Ident;
    }
  | { readonly kind: "scope"; readonly span: Span; readonly keys: readonly PathExpr[] }
  // Boundary and drift.
  | { readonly kind: "reach" | "deny"; readonly span: Span; readonly entries: readonly (Ident | StringLit)[] }
  | { readonly kind: "baseline"; readonly span: Span; readonly path: StringLit }
  | { readonly kind: "permit"; readonly span: Span; readonly kinds: readonly Ident[] }
  // Sandboxes and grants.
  | {
      readonly kind: "read" | "write" | "hide" | "run" | "env";
      readonly span: Span;
      readonly entries: readonly (StringLit | PathExpr)[];
    }
  | { readonly kind: "limits"; readonly span: Span; readonly limits: readonly ResourceLimit[] }
  | { readonly kind: "must"; readonly span: Span; readonly what: Ident }
  | { readonly kind: "extends"; readonly span: Span; readonly boxes: readonly Ident[] }
  | { readonly kind: "inside"; readonly span: Span; readonly box: Ident }
  | { readonly kind: "expires"; readonly span: Span; readonly duration: Expr }
  | { readonly kind: "revoke"; readonly span: Span; readonly expr: Expr }
  // Redaction.
  | Redaction
  // The policy's header.
  | { readonly kind: "version" | "floor"; readonly span: Span; readonly value: StringLit }
  | { readonly kind: "default"; readonly span: Span; readonly verdict: Verdict }
  | { readonly kind: "on_error"; readonly span: Span; readonly verdict: Verdict; readonly when?: Expr }
  | { readonly kind: "language"; readonly span: Span; readonly edition: Expr }
  // Claims.
  | {
      readonly kind: "expect";
      readonly span: Span;
      readonly bound: "exactly" | "at least" | "at most";
      readonly verdict: Ident;
    }
  // Identity, trust, audit, approvers, classifiers.
  | {
      readonly kind: "issuer" | "keys" | "audience" | "host" | "webhook" | "log";
      readonly span: Span;
      readonly value: StringLit;
    }
  | { readonly kind: "bind"; readonly span: Span; readonly bindings: readonly Binding[] }
  | { readonly kind: "algorithms"; readonly span: Span; readonly names: readonly Ident[] }
  | { readonly kind: "max_age" | "timeout"; readonly span: Span; readonly duration: Expr }
  | { readonly kind: "on_timeout"; readonly span: Span; readonly verdict: Verdict }
  | { readonly kind: "group"; readonly span: Span; readonly group: Ident }
  | { readonly kind: "files" | "signers"; readonly span: Span; readonly values: readonly StringLit[] }
  | { readonly kind: "sign"; readonly span: Span; readonly algorithm: Ident }
  | { readonly kind: "omit"; readonly span: Span; readonly paths: readonly PathExpr[] }
  /** `checkpoint 1s`, or `checkpoint each` (no duration). */
  | { readonly kind: "checkpoint"; readonly span: Span; readonly every?: Expr };

export type ClauseKind = Clause["kind"];
/** The clause of a kind; several kinds may share one shape. */
export type ClauseOf<K extends ClauseKind> = Clause extends infer C
  ? C extends { readonly kind: infer Kinds }
    ? K extends Kinds
      ? C & { readonly kind: K }
      : never
    : never
  : never;

/** A verdict as written after `default`, `else`, … or as a rule's own clause. */
export interface Verdict {
  readonly kind: "verdict-expr";
  readonly span: Span;
  /** `allow`, `redact`, `sandbox`, `throttle`, `escalate` or `block`; empty where it is missing. */
  readonly verdict: Ident;
  /** `escalate to G`, `allow once approved by G` (then `once` is true). */
  readonly group?: Ident;
  readonly once: boolean;
  /** `sandbox BOX`. */
  readonly box?: Ident;
  /** `redact { … }`. */
  readonly redactions?: readonly Redaction[];
  readonly reason?: StringLit;
}

export interface Redaction {
  readonly kind: "mask" | "hash" | "drop" | "clamp";
  readonly span: Span;
  /** `args.body`, `args`, `result` or `result.field`. */
  readonly target: PathExpr;
  /** `mask … matching [email, …]`. */
  readonly matching?: readonly Ident[];
  /** `mask … as "[KEY]"`. */
  readonly as?: StringLit;
  /** `clamp … to 100`. */
  readonly to?: Expr;
}

/** `impact.hosts <= 3`, `sum(impact.hosts) <= 20 per 1h by agent.id`, or in a throttle `600 per 1h by agent.id`. */
export type Limit =
  | {
      readonly kind: "bound";
      readonly span: Span;
      /** `sum(ATTR)` rather than `ATTR`. */
      readonly sum: boolean;
      readonly attribute: PathExpr;
      readonly op: Ident;
      readonly bound: Expr;
      readonly window?: Window;
    }
  | { readonly kind: "count"; readonly span: Span; readonly count: Expr; readonly window: Window };

export interface Window {
  readonly kind: "window";
  readonly span: Span;
  readonly per: Expr;
  readonly by: readonly PathExpr[];
}

/** `cpu 60s` in a sandbox's `limit [ … ]`. */
export interface ResourceLimit {
  readonly kind: "resource";
  readonly span: Span;
  readonly name: Ident;
  readonly value: Expr;
}

export interface Binding {
  readonly kind: "binding";
  readonly span: Span;
  readonly attribute: PathExpr;
  readonly claim: PathExpr;
}

// ─── Tests ──────────────────────────────────────────────────────────────────────────────────────────────────────

export interface TestDecl extends Documented {
  readonly kind: "test";
  readonly keyword: Span;
  readonly name: StringLit;
  readonly steps: readonly Step[];
}

export type Step =
  | {
      readonly kind: "step";
      readonly step: "agent" | "context" | "impact" | "result";
      readonly span: Span;
      readonly record: RecordLit;
    }
  | ActionStep
  | ExpectStep
  | { readonly kind: "step"; readonly step: "after"; readonly span: Span; readonly duration: Expr }
  | { readonly kind: "step"; readonly step: "at"; readonly span: Span; readonly time: Expr }
  | {
      readonly kind: "step";
      readonly step: "approve";
      readonly span: Span;
      readonly by: StringLit;
      readonly acknowledging?: Ident;
    }
  | { readonly kind: "step"; readonly step: "outcome"; readonly span: Span; readonly outcome: Ident }
  /** `kill agent.role researcher`, `kill all`, `revive … by "sec@corp.example"`. */
  | {
      readonly kind: "step";
      readonly step: "kill" | "revive";
      readonly span: Span;
      readonly scope: PathExpr;
      readonly value?: Expr;
      readonly by?: StringLit;
    };

export interface ActionStep {
  readonly kind: "step";
  readonly step: "action";
  readonly span: Span;
  readonly name: ActionPattern;
  readonly args: readonly FieldValue[];
  readonly reversible?: Ident;
}

export interface ExpectStep {
  readonly kind: "step";
  readonly step: "expect";
  readonly span: Span;
  readonly verdict: Ident;
  /** A rule's name, bare or qualified (`payments.off_allowlist`), or `default`. */
  readonly by?: PathExpr;
  readonly code?: StringLit;
  readonly times?: Expr;
}

/** Every node of the tree. */
export type Node =
  | Module
  | Ident
  | Declaration
  | Param
  | Field
  | Trait
  | Selector
  | ActionPattern
  | Clause
  | Verdict
  | Limit
  | Window
  | ResourceLimit
  | Binding
  | TypeExpr
  | Expr
  | FieldValue
  | KeyPart
  | Step;
