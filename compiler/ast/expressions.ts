// The leaves of the syntax tree: names, types, selectors and expressions, which declarations are made of.

import type { Span } from "../source/source.js";

/** A word where a name is expected; `text` is empty where the parser had to invent it. */
export interface Ident {
  readonly kind: "ident";
  readonly span: Span;
  readonly text: string;
}

/** A string literal; `value` has its escapes decoded, `span` covers the quotes. */
export interface StringLit {
  readonly kind: "string";
  readonly span: Span;
  readonly value: string;
}

/** What may have a documentation comment. */
export interface Documented {
  readonly span: Span;
  /** The text of the `///` lines before it, without the slashes, joined by line feeds. */
  readonly doc?: string;
}

export interface Selector {
  readonly kind: "selector";
  readonly span: Span;
  readonly include: readonly ActionPattern[];
  readonly except: readonly ActionPattern[];
}

/** A dotted name in which `*` spans any run of characters, dots too; `text` has no blanks. */
export interface ActionPattern {
  readonly kind: "pattern";
  readonly span: Span;
  readonly text: string;
}

// ─── Types ──────────────────────────────────────────────────────────────────────────────────────────────────────

export type TypeExpr =
  | NamedType
  | EnumType
  | GenericType
  | MoneyType
  | RecordType
  | { readonly kind: "missing-type"; readonly span: Span };

export interface NamedType {
  readonly kind: "named";
  readonly span: Span;
  readonly name: Ident;
}

/** `a | b | c`, or ordered, `a < b < c`. */
export interface EnumType {
  readonly kind: "enum";
  readonly span: Span;
  readonly members: readonly Ident[];
  readonly ordered: boolean;
}

/** `list<T>`, `set<T>`, `map<string, T>`. */
export interface GenericType {
  readonly kind: "generic";
  readonly span: Span;
  readonly name: Ident;
  readonly args: readonly TypeExpr[];
}

/** `money(USD)`. */
export interface MoneyType {
  readonly kind: "money";
  readonly span: Span;
  readonly currency: Ident;
}

export interface RecordType {
  readonly kind: "record";
  readonly span: Span;
  readonly fields: readonly Field[];
  /** The span of the closing `...`, where it stands. */
  readonly open?: Span;
}

export interface Field extends Documented {
  readonly kind: "field";
  readonly name: Ident;
  readonly optional: boolean;
  readonly type: TypeExpr;
  /** The span of the mark `volatile`, where it stands. */
  readonly volatile?: Span;
}

// ─── Expressions ────────────────────────────────────────────────────────────────────────────────────────────────

export type Expr =
  | StringLit
  | { readonly kind: "bool"; readonly span: Span; readonly value: boolean }
  | NumberLit
  | { readonly kind: "time"; readonly span: Span; readonly value: StringLit }
  | { readonly kind: "list"; readonly span: Span; readonly items: readonly Expr[] }
  /** Only in tests: `{ id: "a-1", role: clerk }`. */
  | RecordLit
  | PathExpr
  /** `limits[args.tool]`, or of its fields, `limits[args.tool].daily`. */
  | {
      readonly kind: "index";
      readonly span: Span;
      readonly object: PathExpr;
      readonly index: Expr;
      readonly fields: readonly Ident[];
    }
  | { readonly kind: "call"; readonly span: Span; readonly callee: Ident; readonly args: readonly Expr[] }
  | { readonly kind: "has"; readonly span: Span; readonly path: Expr }
  | { readonly kind: "unary"; readonly span: Span; readonly op: "not" | "-"; readonly operand: Expr }
  | BinaryExpr
  | CommandTest
  | { readonly kind: "range"; readonly span: Span; readonly low: Expr; readonly high: Expr }
  | Quantifier
  | HistoryExpr
  | { readonly kind: "missing"; readonly span: Span };

/** A number with its unit, one word: `10_000`, `5%`, `30m`, `64KiB`; or with a currency after it: `10 USD`. */
export interface NumberLit {
  readonly kind: "number";
  readonly span: Span;
  /** Digits with an optional point; underscores removed, no sign, no unit. */
  readonly digits: string;
  /** `%`, `ms`, `s`, `m`, `h`, `d`, `B`, `KB`, `KiB`, …; absent for a bare number. */
  readonly unit?: string;
  /** `USD`: three capitals after the number. */
  readonly currency?: string;
}

export interface RecordLit {
  readonly kind: "record-lit";
  readonly span: Span;
  readonly fields: readonly FieldValue[];
}

export interface FieldValue {
  readonly kind: "field-value";
  readonly span: Span;
  readonly name: Ident;
  readonly value: Expr;
}

/** A name (`now`, `prod`, `approved`) or a dotted attribute (`args.amount`): one part or more. */
export interface PathExpr {
  readonly kind: "path";
  readonly span: Span;
  readonly parts: readonly Ident[];
}

export type BinaryOp =
  | "or"
  | "and"
  | "=="
  | "!="
  | "<"
  | "<="
  | ">"
  | ">="
  | "in"
  | "not in"
  | "like"
  | "not like"
  | "matches"
  | "holds"
  | "under"
  | "+"
  | "-"
  | "*";

export interface BinaryExpr {
  readonly kind: "binary";
  readonly op: BinaryOp;
  readonly span: Span;
  readonly opSpan: Span;
  readonly left: Expr;
  readonly right: Expr;
}

/** What is asked of a command: `runs`, `runs only`, `touches`, `redirects`, with their modifiers. */
export interface CommandTest {
  readonly kind: "command-test";
  readonly span: Span;
  readonly opSpan: Span;
  readonly op: "runs" | "runs only" | "touches" | "redirects";
  readonly command: Expr;
  readonly entries: Expr;
  /** `runs […] touching […]`. */
  readonly touching?: Expr;
  /** `runs only […] with env […]`. */
  readonly withEnv?: Expr;
  /** `runs only […] writing only […]`. */
  readonly writingOnly?: Expr;
}

export interface Quantifier {
  readonly kind: "quantifier";
  readonly quantifier: "any" | "all";
  readonly span: Span;
  readonly variable: Ident;
  readonly over: Expr;
  readonly body: Expr;
}

export interface HistoryExpr {
  readonly kind: "history";
  readonly span: Span;
  readonly fn: "formerly" | "count" | "sum" | "distinct";
  readonly fnSpan: Span;
  /** The first argument of `sum` and `distinct`. */
  readonly attribute?: PathExpr;
  /** The span of `attempts` in `count(attempts SEL …)`. */
  readonly attempts?: Span;
  readonly selector: Selector;
  readonly where?: Expr;
  readonly since?: Selector;
  readonly within?: Expr;
  readonly by: readonly KeyPart[];
}

/** `agent.session`, or in a join `args.account = args.to`. */
export interface KeyPart {
  readonly kind: "key-part";
  readonly span: Span;
  readonly attribute: PathExpr;
  readonly equals?: PathExpr;
}
