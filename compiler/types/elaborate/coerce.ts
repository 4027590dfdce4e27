// Does an expression fit its place? An int is promoted to a decimal; whatever else does not fit is reported.

import type * as ast from "../../ast/ast.js";
import { diagnose } from "../../diagnostics/diagnose.js";
import type { Diagnostic, Fix, Related } from "../../diagnostics/diagnostic.js";
import { describeType } from "../describe-type.js";
import { sameType } from "../same-type.js";
import { BOOL, type Type } from "../type.js";
import { bad, literal, made, type Checked } from "./checked.js";
import { literalFixes } from "./literal-fixes.js";
import { inCurrency } from "./number-fixes.js";
import { report, type Scope } from "./scope.js";
import { isActionName } from "./text-type.js";

/** Checks `expr` and demands that it has the type `expected`. */
export function visitAs(
  expr: ast.Expr,
  expected: Type,
  scope: Scope,
  related: readonly Related[] = [],
): Checked {
  const checked = scope.visit(expr, scope, expected);
  return demand(checked, expr, expected, scope, related);
}

/** Checks a condition. */
export function visitCondition(expr: ast.Expr, scope: Scope): Checked {
  return visitAs(expr, BOOL, scope);
}

/** `checked` as an `expected`; reports it where it is none. */
export function demand(
  checked: Checked,
  expr: ast.Expr,
  expected: Type,
  scope: Scope,
  related: readonly Related[] = [],
): Checked {
  const fitting = fitted(checked, expected);
  if (fitting !== undefined) return fitting;
  report(scope, mismatch(expr, checked.expr.type, expected, related));
  return bad(expr.span, [checked]);
}

/** `checked` as an `expected`, or undefined where it is none. */
export function fitted(checked: Checked, expected: Type): Checked | undefined {
  const { type } = checked.expr;
  if (sameType(type, expected)) return checked;
  if (type.kind === "int" && expected.kind === "decimal") return toDecimal(checked);
  if (isActionName(type) && expected.kind === "string") return checked;
  return undefined;
}

const DECIMAL: Type = { kind: "decimal" };

function toDecimal(checked: Checked): Checked {
  const { expr } = checked;
  const scaled = expr.kind === "literal" ? Number(expr.value) * 10_000 : NaN;
  if (expr.kind === "literal" && Number.isSafeInteger(scaled)) {
    return literal({ kind: "literal", value: scaled, span: expr.span, type: DECIMAL });
  }
  return made({ kind: "to-decimal", operand: expr, span: expr.span, type: DECIMAL }, [checked], {
    constant: checked.constant,
    ...(checked.exact && { exact: checked.exact }),
  });
}

/**
 * What is wrong with `expr`, a `found`, where an `expected` stands: of a literal, more precisely.
 * @param fixes those that change what stands around it
 */
export function mismatch(
  expr: ast.Expr,
  found: Type,
  expected: Type,
  related: readonly Related[],
  fixes: readonly Fix[] = [],
): Diagnostic {
  const number = numberOf(expr);
  if (number !== undefined && number.unit === undefined && number.currency === undefined) {
    const missing = missingUnit(number, found, expected, related);
    if (missing !== undefined) return missing;
  }
  if (found.kind === "money" && expected.kind === "money") {
    const params = { left: expected.currency, right: found.currency };
    const mended = number?.currency === undefined ? [] : inCurrency(number, expected.currency);
    return diagnose("AP2053", expr.span, params, { related, fixes: mended });
  }
  const params = { expected: describeType(expected), found: describeType(found) };
  return diagnose("AP2050", expr.span, params, {
    related,
    fixes: [...fixes, ...literalFixes(expr, found, expected)],
  });
}

/** The number of `5` and `-5`. */
function numberOf(expr: ast.Expr): ast.NumberLit | undefined {
  let inner = expr;
  while (inner.kind === "unary" && inner.op === "-") inner = inner.operand;
  return inner.kind === "number" ? inner : undefined;
}

function missingUnit(
  number: ast.NumberLit,
  found: Type,
  expected: Type,
  related: readonly Related[],
): Diagnostic | undefined {
  const suffix = suffixOf(expected);
  if (suffix === undefined) return undefined;
  const write = suffix === "" ? undefined : `${number.digits}${suffix}`;
  const { file, end } = number.span;
  const edits = [{ span: { file, start: end, end }, newText: suffix }];
  return diagnose(
    "AP2056",
    number.span,
    { literal: number.digits, found: describeType(found), expected: describeType(expected), write },
    { related, fixes: write === undefined ? [] : [{ title: `Write \`${write}\``, edits }] },
  );
}

/** What is put after a bare number; empty where there are several units. */
function suffixOf(expected: Type): string | undefined {
  switch (expected.kind) {
    case "percent":
      return "%";
    case "money":
      return ` ${expected.currency}`;
    case "bytes":
      return "B";
    case "duration":
      return "";
    default:
      return undefined;
  }
}
