// What checking an expression carries along: the names, the actions, the place and the variables around it.

import type * as ast from "../../ast/ast.js";
import type { Diagnostic, Related } from "../../diagnostics/diagnostic.js";
import type { Span } from "../../source/source.js";
import type { Environment, Names, Place } from "../environment.js";
import type { Action } from "../program.js";
import type { Type } from "../type.js";
import { bad, type Checked } from "./checked.js";
import { sessionOf, type Session } from "./session.js";

export interface Scope {
  readonly names: Names;
  readonly session: Session;
  /** Checks an expression; `expected` is the type that its place asks for, as a hint for literals and enum members. */
  readonly visit: Visit;
  /** `args` are theirs; empty where the selector was refused. */
  readonly actions: readonly Action[];
  /** `constant`: a clause that is worked out when the policy is compiled. */
  readonly place: Place | "constant";
  readonly locals: Environment["locals"];
  /** Locals of the present action, which a history's `where` cannot see. */
  readonly hidden: ReadonlySet<string>;
  /** The whole clause that is being checked. */
  readonly clause: ast.Expr;
  /** What is checked, or what it stands in, is an operand of this: whoever offers a fix asks which. */
  readonly operandOf?: ast.BinaryExpr;
  /** Where the clause uses the let whose body is being checked. */
  readonly use?: Span;
}

export type Visit = (expr: ast.Expr, scope: Scope, expected?: Type) => Checked;

/** The scope of a clause in an environment. */
export function scopeOf(clause: ast.Expr, env: Environment, visit: Visit): Scope {
  return {
    names: env.names,
    session: sessionOf(env.names),
    visit,
    actions: env.actions,
    place: env.place,
    locals: env.locals,
    hidden: new Set(),
    clause,
  };
}

export function report({ names }: Scope, diagnostic: Diagnostic): void {
  names.report(diagnostic);
}

/** Reports a mistake in an expression, which is then bad. */
export function refuse(scope: Scope, expr: { readonly span: Span }, diagnostic: Diagnostic): Checked {
  report(scope, diagnostic);
  return bad(expr.span);
}

/** A name that no other variable or parameter has, and no source can spell. */
export function freshName(scope: Scope, name: string): string {
  scope.session.variables++;
  return `${name}#${scope.session.variables}`;
}

/** The second place of a mistake in the body of a let that depends on where the let is used. */
export function usedHere(scope: Scope): readonly Related[] {
  return scope.use === undefined ? [] : [{ span: scope.use, message: "used here" }];
}
