// Expressions: names resolved, types checked, literals put into their normal forms, what may be absent proved present.

import type { Value } from "../../../runtime/values/value.js";
import type * as ast from "../../ast/ast.js";
import type { Environment, Names } from "../environment.js";
import type { Type } from "../type.js";
import type { TypedExpr } from "../typed-expr.js";
import type { Attribute } from "./attribute.js";
import { constantOf } from "./constant.js";
import { guardOf, type Guard, type GuardClauses } from "./guard.js";
import { visitAs } from "./coerce.js";
import { bodyOf } from "./instances.js";
import { attributeNamed, keyOf } from "./keys.js";
import { demandPresent } from "./presence.js";
import { resultOf } from "./result.js";
import { scopeOf } from "./scope.js";
import { visit } from "./visit.js";

export type { Attribute } from "./attribute.js";
export type { Guard, GuardClauses } from "./guard.js";

/**
 * The typed tree of an expression, which has the type `expected` where one is given. What stands in place of a mistake
 * is of the error type, and draws no second message. A mistake in a `let` may be reported for several of its uses, with
 * one code and span: `env.names.report` tells it once.
 */
export function elaborate(expr: ast.Expr, env: Environment, expected?: Type): TypedExpr {
  const scope = scopeOf(expr, env, visit);
  const checked = expected === undefined ? visit(expr, scope) : visitAs(expr, expected, scope);
  demandPresent(checked, expr, env.present, scope);
  return checked.expr;
}

/** The clauses of a guard, each a bool and read under what those before it prove, and what all of them prove. */
export function elaborateGuard(clauses: GuardClauses, env: Environment): Guard {
  return guardOf(clauses, env.present, (clause) => scopeOf(clause, env, visit));
}

/** Checks a let by itself: what its body reads without proof is for its uses to prove. */
export function elaborateLet(decl: ast.LetDecl, names: Names): void {
  const env: Environment = { names, actions: [], place: "guard", present: new Set(), locals: new Map() };
  bodyOf(decl, scopeOf(decl.body, env, visit));
}

/** A literal, or a calculation with literals, in the normal form of `expected`; undefined where a mistake was reported. */
export function elaborateConstant(expr: ast.Expr, expected: Type, names: Names): Value | undefined {
  const env: Environment = { names, actions: [], place: "guard", present: new Set(), locals: new Map() };
  return constantOf(expr, expected, scopeOf(expr, env, visit));
}

/** The attribute that a dotted name stands for; undefined where a mistake was reported. */
export function elaborateAttribute(path: ast.PathExpr, env: Environment): Attribute | undefined {
  return attributeNamed(path, scopeOf(path, env, visit));
}

/** The field of a result that a dotted name stands for; undefined where a mistake was reported. */
export function elaborateResult(path: ast.PathExpr, env: Environment): Attribute | undefined {
  return resultOf(path, scopeOf(path, env, visit));
}

/** A key, by whose value state is kept apart: a required attribute with a single value; undefined where it is none. */
export function elaborateKey(path: ast.PathExpr, env: Environment): Attribute | undefined {
  return keyOf(path, scopeOf(path, env, visit));
}
