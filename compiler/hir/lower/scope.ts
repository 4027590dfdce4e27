// What the names inside an expression stand for while it is lowered.

import type { Ref } from "../../../runtime/table/format.js";
import { variableName } from "../pool.js";

export interface Scope {
  /** Parameters of lets: the arguments, lowered already. */
  readonly params: ReadonlyMap<string, Ref>;
  /** Variables of `any` and `all`: their names in the core. */
  readonly variables: ReadonlyMap<string, string>;
  /** Variables bound from here on have this level and above. */
  readonly level: number;
}

export const TOP: Scope = { params: new Map(), variables: new Map(), level: 0 };

/** A new variable's name in the core, and the scope in which `variable` is bound to it. */
export function binding(scope: Scope, variable: string): { readonly name: string; readonly scope: Scope } {
  const name = variableName(scope.level);
  const variables = new Map(scope.variables).set(variable, name);
  return { name, scope: { ...scope, variables, level: scope.level + 1 } };
}
