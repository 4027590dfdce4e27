// LAW: a verdict after `else` means what it means as a rule's own.
//
//   escalate to G  →  verdict escalate, needs [1 of G]        redact { … }  →  as the primitive (redact.ts)
//   sandbox B      →  verdict sandbox, box B, not permitting  allow         →  verdict allow, permitting

import type { TypedRule, TypedVerdict } from "../../types/program.js";
import type { CoreCondition, CoreLimit, CoreRule } from "../hir.js";
import type { Context } from "./context.js";
import { oneOf } from "./needs.js";
import { redactionRows } from "./redact.js";
import { rowOf } from "./row.js";

interface Where {
  readonly conditions: readonly CoreCondition[];
  readonly actions?: CoreRule["actions"];
  readonly limit?: CoreLimit;
  readonly label?: string;
}

/** The core rules that give `verdict` under `conditions`, and, with a limit, only where that has no room. */
export function verdictRows(rule: TypedRule, verdict: TypedVerdict, where: Where, to: Context): CoreRule[] {
  const given = { ...where, reason: verdict.reason };
  switch (verdict.verdict) {
    case "redact":
      return redactionRows(
        { ...rule, actions: where.actions ?? rule.actions },
        verdict.redactions,
        given,
        to,
      );
    case "sandbox":
      return [rowOf(rule, { ...given, verdict: "sandbox", ...(verdict.box && { box: verdict.box }) })];
    case "escalate": {
      const needs = verdict.group && oneOf(verdict.group, rule.name, rule.within);
      return [rowOf(rule, { ...given, verdict: "escalate", ...(needs && { needs }) })];
    }
    case "allow":
    case "throttle":
    case "block":
      return [rowOf(rule, { ...given, verdict: verdict.verdict, permits: verdict.verdict === "allow" })];
  }
}
