// What going through an expression carries along.

import type * as ast from "../ast/ast.js";
import type { Place } from "../types/environment.js";
import type { Action } from "../types/program.js";
import type { Declared } from "./declared.js";
import type { Scribe } from "./scribe.js";
import { NOTHING, type Written } from "./written.js";

/** A variable of `any` or `all`, or a parameter. */
export interface Local {
  readonly declared: Declared;
  readonly written: readonly Written[];
}

export interface Scope {
  readonly scribe: Scribe;
  /** Writes the names in an expression down, and gives where its type is written; `expected` is what its place asks for. */
  readonly visit: Visit;
  /** `args` are theirs. */
  readonly actions: readonly Action[];
  readonly place: Place;
  readonly locals: ReadonlyMap<string, Local>;
  /** How many expressions this one stands in. */
  readonly depth: number;
}

export type Visit = (expr: ast.Expr, scope: Scope, expected?: readonly Written[]) => readonly Written[];

/** Visits what asks for no type that has names. */
export function visitAll(exprs: readonly (ast.Expr | undefined)[], scope: Scope): readonly Written[] {
  for (const expr of exprs) if (expr !== undefined) scope.visit(expr, scope);
  return NOTHING;
}
