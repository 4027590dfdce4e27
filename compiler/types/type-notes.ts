// The types of expressions, noted while they are checked: a compile notes each, and only editors ask for them.

import type * as ast from "../ast/ast.js";
import { ERROR, type Type } from "./type.js";

export class TypeNotes {
  readonly #exprs: ast.Expr[] = [];
  readonly #types: Type[] = [];
  #all: ReadonlyMap<ast.Expr, Type> | undefined;

  note(expr: ast.Expr, type: Type): void {
    this.#exprs.push(expr);
    this.#types.push(type);
    this.#all = undefined;
  }

  /** Of what was noted more than once, the last. Made when it is asked for: so large a map takes as long as the check. */
  get all(): ReadonlyMap<ast.Expr, Type> {
    this.#all ??= new Map(this.#exprs.map((expr, i) => [expr, this.#types[i] ?? ERROR] as const));
    return this.#all;
  }
}
