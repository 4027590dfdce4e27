// Constants of clauses: durations, counts and bounds, known when the policy is compiled.

import { toPlain } from "../../../runtime/values/exact.js";
import type { Value } from "../../../runtime/values/value.js";
import type * as ast from "../../ast/ast.js";
import { diagnose } from "../../diagnostics/diagnose.js";
import { withoutMinus } from "./number-fixes.js";
import { describeType } from "../describe-type.js";
import { placesOf } from "../same-type.js";
import { showType } from "../show-type.js";
import type { Type } from "../type.js";
import { isBad } from "./checked.js";
import { visitAs } from "./coerce.js";
import { report, type Scope } from "./scope.js";

/** The value of `expr` as an `expected`, in normal form; undefined where a mistake was reported. */
export function constantOf(expr: ast.Expr, expected: Type, scope: Scope): Value | undefined {
  const checked = visitAs(expr, expected, { ...scope, place: "constant", actions: [], locals: new Map() });
  if (isBad(checked)) return undefined;
  if (checked.expr.kind === "literal") return checked.expr.value;
  if (checked.exact === undefined) {
    report(scope, diagnose("AP2084", expr.span, { type: describeType(expected) }));
    return undefined;
  }
  const plain = toPlain(checked.exact, placesOf(checked.expr.type));
  const reason = "it has too many decimal places";
  if (plain === undefined) report(scope, diagnose("AP2057", expr.span, { type: showType(expected), reason }));
  return plain;
}

/** A duration of more than no time, in milliseconds. */
export function positiveDuration(expr: ast.Expr, what: string, scope: Scope): number | undefined {
  const value = constantOf(expr, { kind: "duration" }, scope);
  if (typeof value !== "number") return undefined;
  if (value > 0) return value;
  report(scope, diagnose("AP2085", expr.span, { what }, { fixes: withoutMinus(expr) }));
  return undefined;
}
