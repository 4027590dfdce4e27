// Expressions after checking: every name resolved, every literal in its normal form, every node with its type.
//
// Elaboration makes a new tree for each use of a `let`, because what `args.x` is depends on the actions of the rule
// that uses it. A `let` stays a node with a shared body, so that a chain of them does not multiply.

import type { ExactPattern } from "../../runtime/values/command-exact.js";
import type { CommandPattern } from "../../runtime/values/command-pattern.js";
import type { PatternKind } from "../../runtime/values/data-pattern.js";
import type { Detector } from "../../runtime/values/detector.js";
import type { PathGlob } from "../../runtime/values/home-glob.js";
import type { HostPattern } from "../../runtime/values/host-pattern.js";
import type { Value } from "../../runtime/values/value.js";
import type { Span } from "../source/source.js";
import type { Action, Classifier, DataSet, Picked } from "./declared.js";
import type { Type } from "./type.js";

interface Typed {
  readonly span: Span;
  readonly type: Type;
}

/** A dotted attribute: `agent.role`, `args.amount`, `context.user.id`, `impact.cost`, `action.reversible`. */
export type AttributePath = string;

export type TypedExpr = Typed &
  (
    | { readonly kind: "literal"; readonly value: Value }
    | { readonly kind: "list"; readonly items: readonly TypedExpr[] }
    | { readonly kind: "attribute"; readonly path: AttributePath }
    | { readonly kind: "has"; readonly path: AttributePath }
    /** What `any`/`all` binds, or a parameter of a `let`; `steps` go into a record. */
    | { readonly kind: "variable"; readonly name: string; readonly steps: readonly string[] }
    | { readonly kind: "has-variable"; readonly name: string; readonly steps: readonly string[] }
    | { readonly kind: "data"; readonly data: DataSet }
    /** What a map holds under a key, or a field of it; `has` asks whether it is there. */
    | TypedElement
    | { readonly kind: "now" }
    /** `outcome`, of what has run; `verdict`, of an earlier attempt. */
    | { readonly kind: "outcome" | "verdict" }
    | { readonly kind: "and" | "or"; readonly left: TypedExpr; readonly right: TypedExpr }
    | { readonly kind: "not"; readonly operand: TypedExpr }
    | {
        readonly kind: "compare";
        readonly op: "==" | "!=" | "<" | "<=" | ">" | ">=";
        readonly left: TypedExpr;
        readonly right: TypedExpr;
      }
    /** `items` has a list or set type. `not in` is `not` of it. */
    | { readonly kind: "in"; readonly item: TypedExpr; readonly items: TypedExpr }
    | {
        readonly kind: "between";
        readonly item: TypedExpr;
        readonly low: TypedExpr;
        readonly high: TypedExpr;
      }
    | { readonly kind: "in-cidr"; readonly item: TypedExpr; readonly cidr: TypedExpr }
    /** On a string or path: any of the globs. */
    | {
        readonly kind: "like";
        readonly subject: TypedExpr;
        readonly globs: readonly PathGlob[];
        /** `context.home`, where a pattern begins with `~` and the policy declares it. */
        readonly home?: TypedExpr;
      }
    | { readonly kind: "under"; readonly subject: TypedExpr; readonly directory: TypedExpr }
    /** Any entry of a data set of strings, each read as a pattern for what the subject is. */
    | {
        readonly kind: "like-data";
        readonly subject: TypedExpr;
        readonly data: DataSet;
        readonly as: PatternKind;
      }
    /** On a host. */
    | { readonly kind: "like-host"; readonly subject: TypedExpr; readonly patterns: readonly HostPattern[] }
    | { readonly kind: "matches"; readonly subject: TypedExpr; readonly pattern: string }
    | { readonly kind: "runs"; readonly command: TypedExpr; readonly entries: readonly CommandPattern[] }
    /** Does a detector find something in the attribute, as it was sent? `args` stands for all arguments. */
    | {
        readonly kind: "detects";
        readonly path: AttributePath;
        /** The attribute's type; of all arguments, the action says it. */
        readonly of?: Type;
        readonly detectors: readonly Detector[];
      }
    /** On another text than an attribute's, or a list of texts. */
    | { readonly kind: "holds"; readonly subject: TypedExpr; readonly detectors: readonly Detector[] }
    | {
        readonly kind: "runs-only";
        readonly command: TypedExpr;
        readonly entries: readonly ExactPattern[];
        /** Names of variables that may be assigned. */
        readonly env: readonly string[];
        readonly writing: readonly PathGlob[];
        readonly home?: TypedExpr;
      }
    /** With `entries`: `runs … touching`. */
    | {
        readonly kind: "touches";
        readonly command: TypedExpr;
        readonly entries?: readonly CommandPattern[];
        readonly globs: readonly PathGlob[];
        readonly home?: TypedExpr;
      }
    | {
        readonly kind: "redirects";
        readonly command: TypedExpr;
        readonly globs: readonly PathGlob[];
        readonly home?: TypedExpr;
      }
    /** `known(E)`: true where E is, else false. */
    | { readonly kind: "known"; readonly operand: TypedExpr }
    /** `unknown(args.command)`: is a part of it not seen? */
    | { readonly kind: "unseen"; readonly command: TypedExpr }
    | {
        readonly kind: "quantifier";
        readonly quantifier: "any" | "all";
        readonly variable: string;
        readonly over: TypedExpr;
        readonly body: TypedExpr;
      }
    /** Both sides and the result have their own types: money × percent is money. */
    | {
        readonly kind: "arithmetic";
        readonly op: "+" | "-" | "*";
        readonly left: TypedExpr;
        readonly right: TypedExpr;
      }
    | { readonly kind: "negate"; readonly operand: TypedExpr }
    /** An int where a decimal stands. */
    | { readonly kind: "to-decimal"; readonly operand: TypedExpr }
    | { readonly kind: "call"; readonly fn: BuiltinName; readonly args: readonly TypedExpr[] }
    /** What a classifier answers of these values. */
    | { readonly kind: "classify"; readonly classifier: Classifier; readonly args: readonly TypedExpr[] }
    /** A use of a `let`; `args` are bound to `instance.params`. */
    | { readonly kind: "let"; readonly instance: LetInstance; readonly args: readonly TypedExpr[] }
    | TypedHistory
    /** `approved(RULE)`, in an assert; the rule's qualified name. */
    | { readonly kind: "approved"; readonly rule: string }
  );

export interface TypedElement {
  readonly kind: "element" | "has-element";
  readonly data: DataSet;
  readonly key: TypedExpr;
  readonly steps: readonly string[];
}

export interface TypedHistory {
  readonly kind: "history";
  readonly fn: "formerly" | "count" | "sum" | "distinct";
  readonly actions: readonly Action[];
  readonly picked: Picked;
  /** Every decision, held ones too? Else permitted actions. */
  readonly attempts: boolean;
  /** Only what came after the last of these that agrees in `by`. */
  readonly since?: readonly Action[];
  readonly sincePicked?: Picked;
  /** Over the earlier action. */
  readonly where?: TypedExpr;
  /** Of the earlier action, for `sum` and `distinct`. */
  readonly attribute?: AttributePath;
  /** Milliseconds. */
  readonly within?: number;
  readonly by: readonly Join[];
}

/** An attribute of the earlier action, and the one of this action that it equals. */
export interface Join {
  readonly earlier: AttributePath;
  readonly now: AttributePath;
}

/** One `let`, checked for one set of actions; shared by all its uses there. */
export interface LetInstance {
  readonly name: string;
  /** Unique names: no parameter or variable in scope anywhere else is spelt so. */
  readonly params: readonly string[];
  readonly body: TypedExpr;
}

export type BuiltinName = "size" | "length" | "lower" | "host" | "port" | "scheme" | "hour" | "weekday";
