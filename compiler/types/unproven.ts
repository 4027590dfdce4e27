// Attributes that a request claims and nothing proves: an agent could state others.

import type * as ast from "../ast/ast.js";
import type { Checker } from "./checker.js";

/** The first of `keys` that no identity binds; what the runtime itself says of an action is proven. */
export function unprovenKey(
  { bound }: Pick<Checker, "bound">,
  keys: readonly ast.PathExpr[],
): ast.PathExpr | undefined {
  return keys.find(({ parts }) => {
    const [section, name] = parts;
    const isClaimed = section?.text === "agent" || section?.text === "context";
    return isClaimed && !bound.has(`${section.text}.${name?.text ?? ""}`);
  });
}
