// Attributes that a request claims and nothing proves: an agent could state others.

import type * as ast from "../ast/ast.js";

/** The first of `keys` that no identity binds; what the runtime itself says of an action is proven. */
export function unprovenKey(keys: readonly ast.PathExpr[]): ast.PathExpr | undefined {
  return keys.find(({ parts }) => parts[0]?.text === "agent" || parts[0]?.text === "context");
}
