// LAW: a throttle gives its `else` verdict, `throttle` if left out, where its guard holds and a window is full.
//
//   throttle T on S { limit N per W by K }  →  on S where when: throttle, if the window W has no room for one more

import type { RuleOf } from "../../types/program.js";
import type { CoreRule } from "../hir.js";
import type { Context } from "./context.js";
import { guardOf } from "./guard.js";
import { labelOf, windowLimit } from "./limit.js";
import { verdictRows } from "./verdict.js";

export function lowerThrottle(rule: RuleOf<"throttle">, to: Context): CoreRule[] {
  const conditions = guardOf(rule, to);
  return rule.limits.flatMap((each) => {
    const limit = windowLimit(rule, each);
    return verdictRows(rule, rule.else, { conditions, ...(limit && { limit }), ...labelOf(each) }, to);
  });
}
