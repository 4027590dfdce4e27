// `==`, `!=`, `<`, `<=`, `>`, `>=`: both sides have one type, and one of them depends on the request.

import type * as ast from "../../ast/ast.js";
import { diagnose } from "../../diagnostics/diagnose.js";
import type { Related } from "../../diagnostics/diagnostic.js";
import { describeType } from "../describe-type.js";
import { hasRecord, isOrdered } from "../same-type.js";
import { BOOL, type EnumType, type Type } from "../type.js";
import { badCondition, isBad, made, type Checked } from "./checked.js";
import { fitted, mismatch } from "./coerce.js";
import { isText } from "./text-type.js";
import { askedOf, isWritten } from "./operands.js";
import { fieldByField, relationFixes } from "./relation-fixes.js";
import { withoutQuotes } from "./quoted-attribute.js";
import { report, type Scope } from "./scope.js";

export type CompareOp = "==" | "!=" | "<" | "<=" | ">" | ">=";

export function visitComparison(expr: ast.BinaryExpr, op: CompareOp, scope: Scope): Checked {
  const sides = askedOf(expr.left, expr.right, { ...scope, operandOf: expr });
  const pair = compatible(expr, sides, scope);
  if (pair === undefined || !isComparable(expr, op, pair, scope)) return badCondition(expr.span, sides);
  const [left, right] = pair;
  return made({ kind: "compare", op, left: left.expr, right: right.expr, span: expr.span, type: BOOL }, pair);
}

type Pair = readonly [left: Checked, right: Checked];

/** Both sides with one type; undefined where a mistake was reported. */
function compatible(expr: ast.BinaryExpr, [left, right]: Pair, scope: Scope): Pair | undefined {
  if (isBad(left) || isBad(right)) return undefined;
  if (left.constant && right.constant) {
    report(
      scope,
      diagnose("AP2055", expr.span, {}, { fixes: withoutQuotes([expr.left, expr.right], scope) }),
    );
    return undefined;
  }
  const toLeft = fitted(right, left.expr.type);
  if (toLeft !== undefined) return [left, toLeft];
  const toRight = fitted(left, right.expr.type);
  if (toRight !== undefined) return [toRight, right];
  report(scope, unlike(expr, left.expr.type, right.expr.type));
  return undefined;
}

/** The mistake is at a literal, if one side is, else on the right. */
function unlike(expr: ast.BinaryExpr, leftType: Type, rightType: Type): ReturnType<typeof diagnose> {
  const { left, right } = expr;
  const fixes = relationFixes(expr, leftType, rightType);
  const seen = (side: ast.Expr, type: Type): readonly Related[] => [
    { span: side.span, message: `this is ${describeType(type)}` },
  ];
  if (isWritten(left) && !isWritten(right))
    return mismatch(left, leftType, rightType, seen(right, rightType));
  const related = seen(left, leftType);
  const currencies = leftType.kind === "money" && rightType.kind === "money";
  if (isWritten(right) || currencies) return mismatch(right, rightType, leftType, related, fixes);
  const params = { left: describeType(leftType), right: describeType(rightType) };
  return diagnose("AP2052", right.span, params, { related, fixes });
}

/** Has the type of both sides this comparison? Reports it where not. */
function isComparable(expr: ast.BinaryExpr, op: CompareOp, [left]: Pair, scope: Scope): boolean {
  const { type } = left.expr;
  if (hasRecord(type)) {
    report(scope, diagnose("AP2074", expr.opSpan, { op }, { fixes: fieldByField(expr, op, type) }));
    return false;
  }
  if (op === "==" || op === "!=" || isOrdered(type)) return true;
  report(scope, diagnose("AP2054", expr.opSpan, { op, type: describeType(type), help: orderHelp(type) }));
  return false;
}

/** What may have been meant where something without an order is put in order. */
export function orderHelp(type: Type): string | undefined {
  if (isText(type)) return "strings are compared by `==`, `in`, `like` and `matches`";
  if (type.kind !== "enum" || isBuiltIn(type)) return undefined;
  return "declare the enum with an order, lowest first: `low < middle < high`";
}

/** Enums that no policy declares. */
function isBuiltIn({ name }: EnumType): boolean {
  return name === "zone" || name === "effect" || name === "weekday" || name === "outcome";
}
