// LAW: a limit over a window is a deferred condition: it holds where the window has no room for the amount.
//
//   limit sum(a) <= C per W by K  →  limit (window RULE#place of W by K, amount a, <= C)
//   limit N per W by K            →  limit (window RULE#place of W by K, amount 1, <= N)
//   limit L: …                    →  the same, and the window is RULE#L

import type { TypedLimit, TypedRule } from "../../types/program.js";
import type { CoreLimit } from "../hir.js";
import { keyOf } from "./key.js";

/** Undefined for a limit that has no window. */
export function windowLimit(rule: TypedRule, limit: TypedLimit): CoreLimit | undefined {
  const { window, place, label, op, bound } = limit;
  if (window === undefined) return undefined;
  return {
    window: { id: `${rule.name}#${label ?? place}`, per: window.per, by: keyOf(window.by) },
    amount: limit.attribute ?? 1,
    op,
    bound,
  };
}

/** The label that the author gave a limit, for explanations. */
export function labelOf({ label }: TypedLimit): { readonly label?: string } {
  return label === undefined ? {} : { label };
}
