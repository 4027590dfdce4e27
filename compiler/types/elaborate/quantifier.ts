// `any v in xs: e` and `all v in xs: e`.

import type * as ast from "../../ast/ast.js";
import { diagnose } from "../../diagnostics/diagnose.js";
import { describeType } from "../describe-type.js";
import { BOOL, ERROR, type Type } from "../type.js";
import { badCondition, made, type Checked } from "./checked.js";
import { visitCondition } from "./coerce.js";
import { closeVariables } from "./presence.js";
import { freshName, report, type Scope } from "./scope.js";

export function visitQuantifier(expr: ast.Quantifier, scope: Scope): Checked {
  const over = scope.visit(expr.over, scope);
  const element = elementOf(over.expr.type);
  if (element === undefined) {
    const params = {
      op: `\`${expr.quantifier}\``,
      needs: "a list or set",
      found: describeType(over.expr.type),
    };
    report(scope, diagnose("AP2068", expr.over.span, params));
  }
  const name = freshName(scope, expr.variable.text);
  const locals = new Map(scope.locals).set(expr.variable.text, { name, type: element ?? ERROR });
  const body = visitCondition(expr.body, { ...scope, locals });
  const parts = [over, { ...body, needs: closeVariables(body.needs, new Set([name]), expr.body, scope) }];
  if (element === undefined) return badCondition(expr.span, parts);
  return made(
    {
      kind: "quantifier",
      quantifier: expr.quantifier,
      variable: name,
      over: over.expr,
      body: body.expr,
      span: expr.span,
      type: BOOL,
    },
    parts,
  );
}

/** The type of the members of a list or set; undefined where it is neither. */
export function elementOf(type: Type): Type | undefined {
  if (type.kind === "list" || type.kind === "set") return type.element;
  return type.kind === "error" ? ERROR : undefined;
}
