// Core expressions: the table's expressions with symbols where the table has indices, hash-consed in one pool.

import type {
  Baseline,
  Expr as TableExpr,
  GrantState,
  GrantStatus,
  HistoryPattern,
  Ref,
} from "../../runtime/table/format.js";
import type { PatternKind } from "../../runtime/values/data-pattern.js";
import type { ChangeKind } from "../../runtime/values/schema-change.js";
import type { Classifier, DataSet } from "../types/program.js";
import type { CoreNeeds } from "./needs.js";

/** Operations that name something outside the expression. */
type Naming =
  "classify" | "data" | "element" | "has-element" | "like-data" | "history" | "grant" | "drift" | "approved";

/** The references of an expression, of a pattern's `where` and of a grant's `revoke` point into one pool. */
export type CoreExpr =
  | Exclude<TableExpr, { readonly op: Naming }>
  | { readonly op: "classify"; readonly classifier: Classifier; readonly args: readonly Ref[] }
  | { readonly op: "data"; readonly data: DataSet }
  | ({ readonly op: "element" } & ElementOf)
  | ({ readonly op: "has-element" } & ElementOf)
  | { readonly op: "like-data"; readonly subject: Ref; readonly data: DataSet; readonly as: PatternKind }
  | { readonly op: "history"; readonly pattern: HistoryPattern }
  | { readonly op: "grant"; readonly grant: GrantState; readonly is: GrantStatus }
  | { readonly op: "drift"; readonly baseline: Baseline; readonly permit: readonly ChangeKind[] }
  | { readonly op: "approved"; readonly needs: CoreNeeds };

interface ElementOf {
  readonly data: DataSet;
  readonly key: Ref;
  readonly steps: readonly string[];
}

/** The same expression with `change` applied to each operand, in order. */
export function mapOperands(expr: CoreExpr, change: (operand: Ref) => Ref): CoreExpr {
  switch (expr.op) {
    case "list":
      return { ...expr, items: expr.items.map(change) };
    case "and":
    case "or":
    case "call":
    case "classify":
      return { ...expr, args: expr.args.map(change) };
    case "not":
    case "known":
    case "neg":
    case "to-decimal":
    case "rank":
      return { ...expr, arg: change(expr.arg) };
    case "compare":
    case "add":
    case "sub":
    case "mul":
      return { ...expr, left: change(expr.left), right: change(expr.right) };
    case "in":
      return { ...expr, item: change(expr.item), items: change(expr.items) };
    case "in-cidr":
      return { ...expr, item: change(expr.item), cidr: change(expr.cidr) };
    case "element":
    case "has-element":
      return { ...expr, key: change(expr.key) };
    case "like":
      return {
        ...expr,
        subject: change(expr.subject),
        ...(expr.home !== undefined && { home: change(expr.home) }),
      };
    case "under":
      return { ...expr, subject: change(expr.subject), directory: change(expr.directory) };
    case "like-data":
    case "like-host":
    case "matches":
    case "holds":
      return { ...expr, subject: change(expr.subject) };
    case "runs-only":
    case "touches":
    case "redirects":
      return {
        ...expr,
        command: change(expr.command),
        ...(expr.home !== undefined && { home: change(expr.home) }),
      };
    case "unseen":
    case "runs":
      return { ...expr, command: change(expr.command) };
    case "any":
    case "all":
      return { ...expr, over: change(expr.over), body: change(expr.body) };
    default:
      return expr;
  }
}

/** What an expression is made of; all are smaller than its own reference. */
export function operands(expr: CoreExpr): readonly Ref[] {
  const found: Ref[] = [];
  mapOperands(expr, (operand) => {
    found.push(operand);
    return operand;
  });
  return found;
}
