// Decides requests under lowered policies, through the strict reader: what laws of limits over windows are tested with.

import { emitTable } from "../../compiler/emit/table.js";
import type { Core } from "../../compiler/hir/hir.js";
import { decide } from "../../runtime/decide/decide.js";
import { loadPolicy } from "../../runtime/decide/load.js";
import type { Decision, Facts } from "../../runtime/decide/request.js";

export function deciderOf(core: Core): (request: unknown, facts?: Facts) => Decision {
  const loaded = loadPolicy(emitTable(core));
  if (!loaded.ok) throw new Error(loaded.reason);
  return (request, facts) => decide(loaded.policy, request, facts);
}

/** A request for `read` in the world of `lowering.ts`. */
export function reading(
  agent: { readonly role?: string; readonly level?: number } = {},
  impact: object = {},
): object {
  return {
    agent: { id: "a", role: "clerk", session: "s", level: 1, ...agent },
    context: { env: "dev", tags: [], share: 5 },
    impact,
    action: { name: "read", args: { path: "/x" } },
  };
}
