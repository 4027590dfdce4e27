// What a decision says, as plain data: two ways to one decision are compared by it.

import type { Decision } from "../../runtime/decide/request.js";

/** As JSON, under one id. */
export function told(decision: Decision): unknown {
  return { ...(JSON.parse(JSON.stringify(decision)) as object), id: "" };
}

/** What is there at once: asked before the rest is made. */
export function headOf({ verdict, enforced, rule, code, origin, mode, policy }: Decision): unknown {
  return { verdict, enforced, rule, code, origin, mode, policy };
}
