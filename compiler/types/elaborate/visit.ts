// One step of checking: which kind of expression this is, who checks it, and whether it grew too deep or too large.

import type * as ast from "../../ast/ast.js";
import { diagnose } from "../../diagnostics/diagnose.js";
import type { Fix } from "../../diagnostics/diagnostic.js";
import { BOOL, type Type } from "../type.js";
import { visitArithmetic, visitNegative } from "./arithmetic.js";
import { visitCall } from "./call.js";
import { bad, literal, type Checked } from "./checked.js";
import { visitCommandTest } from "./commands.js";
import { visitComparison } from "./compare.js";
import { visitElement } from "./element.js";
import { visitHas } from "./has.js";
import { visitHistory } from "./history.js";
import { visitHolds } from "./holds.js";
import { visitList } from "./list.js";
import { negated, visitChain, visitNot } from "./logic.js";
import { visitMembership } from "./membership.js";
import { visitPath } from "./names.js";
import { visitNumber } from "./numbers.js";
import { visitLike, visitMatches } from "./patterns.js";
import { visitQuantifier } from "./quantifier.js";
import { membership } from "./relation-fixes.js";
import { refuse, report, type Scope } from "./scope.js";
import { MAX_DEPTH, MAX_EXPANSION } from "./session.js";
import { visitString, visitTime } from "./strings.js";
import { visitUnder } from "./under.js";

/** Checks an expression; `expected` is what its place asks for, and whoever asks judges whether that came. */
export function visit(expr: ast.Expr, scope: Scope, expected?: Type): Checked {
  const { session } = scope;
  if (session.depth >= MAX_DEPTH) return exceeded("depth", expr, scope);
  session.depth++;
  const checked = dispatch(expr, scope, expected);
  session.depth--;
  scope.names.note(expr, checked.expr.type);
  if (checked.height > MAX_DEPTH) return exceeded("depth", expr, scope);
  return checked.size > MAX_EXPANSION ? exceeded("size", expr, scope) : checked;
}

/** Said once of each, at the clause or its use of a let: what is too deep here is too deep wherever it is used. */
function exceeded(limit: "depth" | "size", { span }: ast.Expr, scope: Scope): Checked {
  const { told } = scope.session;
  const place = scope.use ?? scope.clause.span;
  if (!told.has(limit)) {
    report(
      scope,
      limit === "depth"
        ? diagnose("AP2082", place, { limit: MAX_DEPTH })
        : diagnose("AP2083", place, { limit: MAX_EXPANSION }),
    );
  }
  told.add(limit);
  return bad(span);
}

function dispatch(expr: ast.Expr, scope: Scope, expected: Type | undefined): Checked {
  switch (expr.kind) {
    case "string":
      return visitString(expr, scope, expected);
    case "bool":
      return literal({ kind: "literal", value: expr.value, span: expr.span, type: BOOL });
    case "number":
      return visitNumber(expr, scope, expected);
    case "time":
      return visitTime(expr, scope);
    case "list":
      return visitList(expr, scope, expected);
    case "record-lit":
      return refuse(
        scope,
        expr,
        diagnose("AP2050", expr.span, { expected: "an expression", found: "a record" }),
      );
    case "path":
      return visitPath(expr, scope, expected);
    case "index":
      return visitElement(expr, scope);
    case "call":
      return visitCall(expr, scope);
    case "has":
      return visitHas(expr, scope);
    case "unary":
      return expr.op === "not" ? visitNot(expr, scope) : visitNegative(expr, scope, expected);
    case "binary":
      return visitBinary(expr, scope);
    case "command-test":
      return visitCommandTest(expr, scope);
    case "range":
      return refuse(scope, expr, diagnose("AP2070", expr.span, {}, { fixes: asRange(expr, scope) }));
    case "quantifier":
      return visitQuantifier(expr, scope);
    case "history":
      return visitHistory(expr, scope);
    case "missing":
      return bad(expr.span);
  }
}

function asRange(expr: ast.Expr, { operandOf }: Scope): readonly Fix[] {
  return operandOf?.right === expr ? membership(operandOf) : [];
}

function visitBinary(expr: ast.BinaryExpr, scope: Scope): Checked {
  switch (expr.op) {
    case "and":
    case "or":
      return visitChain(expr, expr.op, scope);
    case "in":
      return visitMembership(expr, scope);
    case "not in":
      return negated(visitMembership(expr, scope), expr);
    case "like":
      return visitLike(expr, scope);
    case "not like":
      return negated(visitLike(expr, scope), expr);
    case "matches":
      return visitMatches(expr, scope);
    case "holds":
      return visitHolds(expr, scope);
    case "under":
      return visitUnder(expr, scope);
    case "+":
    case "-":
    case "*":
      return visitArithmetic(expr, expr.op, scope);
    default:
      return visitComparison(expr, expr.op, scope);
  }
}
