// `path under directory`: is it, or lies below it.

import type * as ast from "../../ast/ast.js";
import { diagnose } from "../../diagnostics/diagnose.js";
import { describeType } from "../describe-type.js";
import { BOOL, type Type } from "../type.js";
import { badCondition, isBad, made, type Checked } from "./checked.js";
import { report, type Scope } from "./scope.js";

const PATH: Type = { kind: "path" };

export function visitUnder(expr: ast.BinaryExpr, scope: Scope): Checked {
  const subject = pathOf(expr.left, scope);
  const directory = pathOf(expr.right, scope);
  if (subject === undefined || directory === undefined) return badCondition(expr.span, []);
  if (subject.constant && directory.constant) {
    report(scope, diagnose("AP2055", expr.span, {}));
    return badCondition(expr.span, [subject, directory]);
  }
  const node = { subject: subject.expr, directory: directory.expr, span: expr.span, type: BOOL };
  return made({ kind: "under", ...node }, [subject, directory]);
}

/** Undefined where a mistake was reported. */
function pathOf(expr: ast.Expr, scope: Scope): Checked | undefined {
  const checked = scope.visit(expr, scope, PATH);
  if (isBad(checked)) return undefined;
  if (checked.expr.type.kind === "path") return checked;
  const params = { op: "`under`", needs: "a path", found: describeType(checked.expr.type), help: undefined };
  report(scope, diagnose("AP2068", expr.span, params));
  return undefined;
}
