// A core rule made from a rule of the policy: what all forms share is taken from the rule, the rest is given.

import type { TypedReason, TypedRule } from "../../types/program.js";
import type { CoreRule } from "../hir.js";
import { lowerReason } from "./reason.js";

type Given = Pick<CoreRule, "conditions" | "verdict"> & { readonly reason: TypedReason };
type Optional = Partial<
  Pick<
    CoreRule,
    "actions" | "permits" | "needs" | "limit" | "label" | "grant" | "box" | "redactions" | "connect" | "trips"
  >
>;

export function rowOf(rule: TypedRule, given: Given & Optional): CoreRule {
  return {
    name: rule.name,
    span: rule.span,
    actions: rule.actions,
    picked: rule.picked,
    onResult: rule.onResult,
    permits: false,
    code: rule.code,
    explicit: rule.explicit,
    shadow: rule.shadow,
    redactions: [],
    // What goes along with whatever is permitted is no reason to tell anybody, unless it rewrites the result later.
    notify: given.verdict === "none" && given.redactions === undefined ? [] : rule.notify,
    ...given,
    reason: lowerReason(given.reason),
  };
}
