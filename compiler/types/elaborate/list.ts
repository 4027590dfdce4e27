// Lists written out: all items have one type.

import type * as ast from "../../ast/ast.js";
import { diagnose } from "../../diagnostics/diagnose.js";
import { describeType } from "../describe-type.js";
import { ERROR, type Type } from "../type.js";
import { isBad, made, type Checked } from "./checked.js";
import { demand, fitted } from "./coerce.js";
import { vagueness } from "./operands.js";
import { refuse, type Scope } from "./scope.js";

type ListExpr = Extract<ast.Expr, { readonly kind: "list" }>;

/** A list, or a set where one is expected. The items take their type from the place, else from the clearest of them. */
export function visitList(expr: ListExpr, scope: Scope, expected: Type | undefined): Checked {
  const element = elementHint(expected);
  if (element !== undefined) {
    const items = expr.items.map((item) => scope.visit(item, scope, element));
    return homogeneous(
      expr,
      items,
      { kind: expected?.kind === "set" ? "set" : "list", type: element },
      scope,
    );
  }
  const model = clearest(expr.items, scope);
  if (model === undefined) return refuse(scope, expr, diagnose("AP2072", expr.span, {}));
  const seen = scope.visit(model, scope);
  const items = expr.items.map((item) => (item === model ? seen : scope.visit(item, scope, seen.expr.type)));
  return homogeneous(expr, items, { kind: "list", type: widest(items, seen.expr.type), model }, scope);
}

/** What the place asks the items to be. */
function elementHint(expected: Type | undefined): Type | undefined {
  if (expected?.kind === "error") return ERROR;
  return expected?.kind === "list" || expected?.kind === "set" ? expected.element : undefined;
}

/** The item that says most about the type of all; the first of equals. */
function clearest(items: readonly ast.Expr[], scope: Scope): ast.Expr | undefined {
  let best = items[0];
  for (const item of items) {
    if (best !== undefined && vagueness(item, scope) < vagueness(best, scope)) best = item;
  }
  return best;
}

/** Ints among decimals are decimals. */
function widest(items: readonly Checked[], type: Type): Type {
  const decimal = items.find((item) => item.expr.type.kind === "decimal");
  return type.kind === "int" && decimal !== undefined ? decimal.expr.type : type;
}

interface Items {
  readonly kind: "list" | "set";
  readonly type: Type;
  /** The item from which the type was taken. */
  readonly model?: ast.Expr;
}

function homogeneous(
  expr: ListExpr,
  items: readonly Checked[],
  { kind, type, model }: Items,
  scope: Scope,
): Checked {
  const related = model === undefined ? [] : [{ span: model.span, message: `this is ${describeType(type)}` }];
  const fitting = items.map((item, index) => {
    const source = expr.items[index];
    if (source === undefined || isBad(item)) return item;
    return fitted(item, type) ?? demand(item, source, type, scope, source === model ? [] : related);
  });
  const failed = fitting.some(isBad);
  const constant = fitting.every((item) => item.constant);
  const variable = fitting.filter((item) => !item.constant);
  return made(
    {
      kind: "list",
      items: fitting.map((item) => item.expr),
      span: expr.span,
      type: failed || type.kind === "error" ? ERROR : { kind, element: type },
    },
    variable,
    // Literals do not count towards the size: a long list is no expansion.
    { constant, height: 1 + Math.max(1, ...variable.map((item) => item.height)) },
  );
}
