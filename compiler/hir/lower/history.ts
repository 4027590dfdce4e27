// LAW: a question about the past keeps its meaning, and questions of one meaning share one pattern.
//
//   count(SEL where E, within D, by K)  →  history(pattern), pattern = (count, the actions of SEL, E, D, K)

import type { Ref } from "../../../runtime/table/format.js";
import { keyOf } from "./key.js";
import type { Lowerer, Of } from "./lowerer.js";
import { type Scope, TOP } from "./scope.js";

export function lowerHistory(expr: Of<"history">, _scope: Scope, { pool, histories, part }: Lowerer): Ref {
  const { fn, attribute, within } = expr;
  // The earlier action has attributes of its own: nothing that is bound here means anything there.
  const where = expr.where && part(expr.where, TOP);
  const pattern = histories.intern({
    fn,
    actions: expr.actions.map((action) => action.name).sort(),
    ...(where !== undefined && { where }),
    ...(attribute !== undefined && { attribute }),
    ...(within !== undefined && { within }),
    by: keyOf(expr.by),
  });
  return pool.intern({ op: "history", pattern });
}
