// What an expression can see: the program's names, the actions it speaks of, and what is known to be present.

import type * as ast from "../ast/ast.js";
import type { Detector } from "../../runtime/values/detector.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Table } from "../names/table.js";
import type { Action, Classifier, DataSet } from "./program.js";
import type { RecordType, Type } from "./type.js";
import type { AttributePath } from "./typed-expr.js";

/** Names of the whole program, resolved before any expression is checked. */
export interface Names {
  readonly agent: RecordType;
  readonly context: RecordType;
  readonly impact: RecordType;
  readonly actions: readonly Action[];
  /** Where an attribute of `agent` or `context` is declared, by its dotted name: in one block or several. */
  readonly declared: (path: AttributePath) => readonly ast.Field[];
  readonly lets: ReadonlyMap<string, ast.LetDecl>;
  readonly data: ReadonlyMap<string, DataSet>;
  readonly zones: ReadonlyMap<string, ast.ZoneDecl>;
  readonly classifiers: ReadonlyMap<string, Classifier>;
  /** The built-in ones and the declared. */
  readonly detectors: Table<Detector>;
  /** Quorums, reversibilities and escalating rules, for `approved(RULE)`: bare and qualified name → qualified. */
  readonly rules: ReadonlyMap<string, string>;
  /** Lets, data, zones and classifiers whose declaration was refused: their uses draw no second message. */
  readonly refused: ReadonlySet<string>;
  /** Reports what is wrong with the type itself. */
  readonly resolveType: (type: ast.TypeExpr) => Type;
  /** The actions that a selector picks; reports one that picks nothing. */
  readonly select: (selector: ast.Selector) => readonly Action[];
  /** Notes that a declaration is used, for the warning about those that are not. */
  readonly use: (
    kind: "let" | "data" | "zone" | "classifier" | "detector" | "group" | "type" | "sandbox" | "approver",
    name: string,
  ) => void;
  readonly report: (diagnostic: Diagnostic) => void;
  /** Notes an expression's type, for editors. */
  readonly note: (expr: ast.Expr, type: Type) => void;
}

/** Where an expression stands decides what it may read. */
export type Place =
  /** `when`, `unless`: attributes, `now`, history. */
  | "guard"
  /** The same in a rule that restricts: `count(attempts …)` too. */
  | "restricting"
  /** An assert's `when`: `approved(RULE)` too. */
  | "assert"
  /** The `when` of an `on_error`: attributes and `now`, no history, since the state may be out of reach. */
  | "fault"
  /** A guard `on result of`: `result` and `outcome` too. */
  | "result"
  /** The same in a rule that restricts: `count(attempts …)` too. */
  | "restricting-result"
  /** An assert's `when`, `on result of`: all of these. */
  | "assert-result"
  /** A grant's `revoke when`: `outcome` too. */
  | "revoke"
  /** A history's `where`: the attributes of the earlier action, its `outcome` and `result`, and no history. */
  | "history"
  /** The same where attempts are counted: `verdict` too. */
  | "attempts";

export interface Environment {
  readonly names: Names;
  /** `args.x` is of these actions: one type, optional in all where in any. */
  readonly actions: readonly Action[];
  readonly place: Place;
  /** Optional attributes that a `has` proves to be there, from earlier clauses or the left of an `and`. */
  readonly present: ReadonlySet<AttributePath>;
  /** Variables of `any`/`all` and parameters of lets: name in the source → unique name and type. */
  readonly locals: ReadonlyMap<string, { readonly name: string; readonly type: Type }>;
}

/** An expression as checked, and what it proves present when it is true and when it is false. */
export interface Proves {
  readonly whenTrue: ReadonlySet<AttributePath>;
  readonly whenFalse: ReadonlySet<AttributePath>;
}
