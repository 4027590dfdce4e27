// LAW: the use of a let means what its body means, its arguments in place of its parameters.
//
// One let with the same arguments is lowered once: a chain of lets stays as long as its text.

import type { Ref } from "../../../runtime/table/format.js";
import type { Lowerer, Of } from "./lowerer.js";
import type { Scope } from "./scope.js";

export function lowerLet({ instance, args }: Of<"let">, scope: Scope, to: Lowerer): Ref {
  const refs = args.map((arg) => to.part(arg, scope));
  const uses = to.uses.get(instance) ?? new Map<string, Ref>();
  to.uses.set(instance, uses);
  const known = uses.get(refs.join());
  if (known !== undefined) return known;
  const params = new Map<string, Ref>();
  for (const [i, ref] of refs.entries()) params.set(instance.params[i] ?? "", ref);
  // Variables that the body binds must not capture those that are free in the arguments.
  const body = to.part(instance.body, { params, variables: new Map(), level: to.pool.freeLevel(refs) });
  uses.set(refs.join(), body);
  return body;
}
