// LAW: a parameter stands for its argument, a quantifier's variable for the member at hand; steps go into a record.
//
//   let f(u: { id: string }) = u.id;  f(args.user)  →  args.user.id

import type { Ref } from "../../../runtime/table/format.js";
import type { Lowerer, Of } from "./lowerer.js";
import type { Scope } from "./scope.js";

export function lowerVariable(expr: Of<"variable" | "has-variable">, scope: Scope, to: Lowerer): Ref {
  const { name, steps } = expr;
  const argument = scope.params.get(name);
  if (argument !== undefined) return stepInto(argument, expr, to);
  const variable = scope.variables.get(name);
  if (variable === undefined) throw new Error(`the variable ${name} is not bound here`);
  return to.pool.intern({ op: expr.kind, name: variable, steps });
}

/** A record comes from an attribute, a map, or a member of a list: nothing else makes one. */
function stepInto(argument: Ref, { kind, steps }: Of<"variable" | "has-variable">, { pool }: Lowerer): Ref {
  const asks = kind === "has-variable";
  if (steps.length === 0 && !asks) return argument;
  const record = pool.at(argument);
  if (record.op === "attribute") {
    const path = [record.path, ...steps].join(".");
    return asks ? pool.has(path) : pool.attribute(path);
  }
  if (record.op === "element") {
    return pool.intern({
      ...record,
      op: asks ? "has-element" : "element",
      steps: [...record.steps, ...steps],
    });
  }
  if (record.op !== "variable") throw new Error(`a ${record.op} has no fields`);
  return pool.intern({ op: kind, name: record.name, steps: [...record.steps, ...steps] });
}
