// LAW: what is decided where no rule decides is a verdict like any other: an escalation is lifted by one approval.
//
//   default escalate to G        →  verdict escalate, needs [1 of G]
//   on_error escalate to G when c  →  verdict escalate, needs [1 of G], condition c

import type { ConditionalFallback, Fallback } from "../../types/program.js";
import type { CoreConditionalFallback, CoreFallback } from "../hir.js";
import type { Context } from "./context.js";
import { APPROVAL_LIFE, oneOf } from "./needs.js";
import { lowerReason } from "./reason.js";

/** `rule` is the name by which the decision knows it: `default`, `on_error`, or that of what proves. */
export function lowerFallback({ group, approver, reason, ...said }: Fallback, rule: string): CoreFallback {
  const fallback = { ...said, reason: lowerReason(reason) };
  if (fallback.verdict !== "escalate" || group === undefined) return fallback;
  const needs = oneOf({ group, ...(approver && { approver }) }, rule, APPROVAL_LIFE);
  return { ...fallback, ...(needs && { needs }) };
}

/** The condition stands as one, so that it holds or not as a whole. */
export function lowerConditional(
  { when, ...fallback }: ConditionalFallback,
  to: Context,
): CoreConditionalFallback {
  const condition = { expr: to.expr(when), text: to.text(when.span), span: when.span };
  return { ...lowerFallback(fallback, "on_error"), when: condition };
}
