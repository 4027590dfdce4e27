// `+`, `-`, `*` and unary `-`: exact, and only between types where the result has a meaning.

import { negate, toPlain, type Exact } from "../../../runtime/values/exact.js";
import type * as ast from "../../ast/ast.js";
import { diagnose } from "../../diagnostics/diagnose.js";
import { replacement } from "../../diagnostics/nearest.js";
import { describeType } from "../describe-type.js";
import { isNumeric, placesOf, sameType } from "../same-type.js";
import { showType } from "../show-type.js";
import { ERROR, type Type } from "../type.js";
import { bad, isBad, literal, made, type Checked } from "./checked.js";
import { fitted, mismatch } from "./coerce.js";
import { calculated, faultOf } from "./fold.js";
import { isWritten } from "./operands.js";
import { refuse, type Scope } from "./scope.js";

export type ArithmeticOp = "+" | "-" | "*";

export function visitArithmetic(expr: ast.BinaryExpr, op: ArithmeticOp, scope: Scope): Checked {
  const left = scope.visit(expr.left, scope);
  const right = scope.visit(expr.right, scope);
  if (isBad(left) || isBad(right)) return bad(expr.span, [left, right]);
  const type =
    op === "*" ? product(left.expr.type, right.expr.type) : sum(op, left.expr.type, right.expr.type);
  if (type === undefined) return refuse(scope, expr, impossible(expr, op, left.expr.type, right.expr.type));
  const [a, b] = op === "*" ? [left, right] : [promoted(left, type), promoted(right, type)];
  const node = { kind: "arithmetic", op, left: a.expr, right: b.expr, span: expr.span, type } as const;
  const exact = calculated(op, a, b, type);
  if (exact === undefined) return made(node, [a, b]);
  return workedOut(made(node, [a, b], { constant: true, exact }), exact, scope);
}

/** A calculation with literals alone is worked out at once, where its result has a normal form. */
function workedOut(checked: Checked, exact: Exact, scope: Scope): Checked {
  const { span, type } = checked.expr;
  const plain = toPlain(exact, placesOf(type));
  if (plain !== undefined) return literal({ kind: "literal", value: plain, span, type });
  const reason = faultOf(exact, type);
  if (reason === undefined) return checked;
  return refuse(scope, { span }, diagnose("AP2057", span, { type: showType(type), reason }));
}

/** An int in a sum of decimals is a decimal. */
function promoted(checked: Checked, type: Type): Checked {
  return type.kind === "decimal" ? (fitted(checked, type) ?? checked) : checked;
}

/** The type of `left ± right`; undefined where there is none. */
function sum(op: "+" | "-", left: Type, right: Type): Type | undefined {
  if (isNumeric(left) && sameType(left, right)) return left;
  if (isCount(left) && isCount(right)) return { kind: "decimal" };
  if (left.kind === "time" && right.kind === "duration") return left;
  if (op === "+" && left.kind === "duration" && right.kind === "time") return right;
  return op === "-" && left.kind === "time" && right.kind === "time" ? { kind: "duration" } : undefined;
}

/** The type of `left * right`; undefined where there is none. A percent of something is a part of it. */
function product(left: Type, right: Type): Type | undefined {
  if (!isNumeric(left) || !isNumeric(right)) return undefined;
  if (left.kind === "percent") return right.kind === "int" ? { kind: "decimal" } : right;
  if (right.kind === "percent") return product(right, left);
  if (left.kind === "int") return right;
  if (right.kind === "int") return left;
  if (left.kind === "decimal") return right;
  return right.kind === "decimal" ? left : undefined;
}

function isCount(type: Type): boolean {
  return type.kind === "int" || type.kind === "decimal";
}

function impossible(
  expr: ast.BinaryExpr,
  op: ArithmeticOp,
  left: Type,
  right: Type,
): ReturnType<typeof diagnose> {
  if (op !== "*" && isNumeric(left) && isNumeric(right)) {
    const at = isWritten(expr.left) && !isWritten(expr.right) ? expr.left : expr.right;
    const [here, there] = at === expr.left ? [left, right] : [right, left];
    const other = at === expr.left ? expr.right : expr.left;
    const related = [{ span: other.span, message: `this is ${describeType(there)}` }];
    const precise = mismatch(at, here, there, related);
    if (precise.code !== "AP2050") return precise;
  }
  const help =
    left.kind === "money" && right.kind === "money" && op === "*"
      ? "multiply an amount by a number"
      : undefined;
  const params = { op, left: describeType(left), right: describeType(right), help };
  const amount =
    help === undefined ? undefined : [expr.right, expr.left].find(({ kind }) => kind === "number");
  const fixes = amount?.kind === "number" ? replacement(amount.span, amount.digits) : [];
  return diagnose("AP2067", expr.opSpan, params, { fixes });
}

/** `-x`, of any number. */
export function visitNegative(
  expr: Extract<ast.Expr, { readonly kind: "unary" }>,
  scope: Scope,
  expected: Type | undefined,
): Checked {
  const operand = scope.visit(expr.operand, scope, expected);
  const { type } = operand.expr;
  if (!isNumeric(type)) {
    const params = { op: "unary `-`", needs: "a number", found: describeType(type) };
    return refuse(scope, expr, diagnose("AP2068", expr.operand.span, params));
  }
  if (operand.expr.kind === "literal" && type !== ERROR) {
    const value = Number(operand.expr.value);
    return literal({ kind: "literal", value: value === 0 ? 0 : -value, span: expr.span, type });
  }
  return made({ kind: "negate", operand: operand.expr, span: expr.span, type }, [operand], {
    constant: operand.constant,
    ...(operand.exact && { exact: negate(operand.exact) }),
  });
}
