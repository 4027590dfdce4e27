// LAW: a verdict after `else` means what it means as a rule's own.
//
//   escalate to G  →  verdict escalate, needs [1 of G]        redact { … }  →  as the primitive (redact.ts)
//   sandbox B      →  verdict sandbox, box B, not permitting  allow         →  verdict allow, permitting

import type { TypedRule, TypedVerdict } from "../../types/program.js";
import type { CoreRule } from "../hir.js";
import type { Context } from "./context.js";
import { oneOf } from "./needs.js";
import { onceRows } from "./once.js";
import { redactionRows } from "./redact.js";
import { rowOf } from "./row.js";
import type { Where } from "./where.js";

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
      const needs = oneOf(verdict, rule.name, rule.within);
      return [rowOf(rule, { ...given, verdict: "escalate", ...(needs && { needs }) })];
    }
    case "allow":
      if (verdict.once !== undefined) return onceRows(rule, verdict, verdict.once, where, to);
      return [rowOf(rule, { ...given, verdict: "allow", permits: true })];
    case "throttle":
    case "block":
      return [rowOf(rule, { ...given, verdict: verdict.verdict })];
  }
}
