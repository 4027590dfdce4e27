// LAW: what is decided where no rule decides is a verdict like any other: an escalation is lifted by one approval.
//
//   default escalate to G  →  verdict escalate, needs [1 of G]

import type { Fallback } from "../../types/program.js";
import type { CoreFallback } from "../hir.js";
import { APPROVAL_LIFE, oneOf } from "./needs.js";

/** `rule` is the name by which the decision knows it: `default` or `on_error`. */
export function lowerFallback({ group, ...fallback }: Fallback, rule: "default" | "on_error"): CoreFallback {
  const isLifted = fallback.verdict === "escalate" && group !== undefined;
  return { ...fallback, ...(isLifted && { needs: oneOf(group, rule, APPROVAL_LIFE) }) };
}
