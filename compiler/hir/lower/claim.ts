// LAW: a claim is about the requests of which its guard is true.
//
//   assert A on S { when a, unless b, expect at least V }  →  of every request on S where a, not b: at least V

import type { TypedAssert } from "../../types/program.js";
import type { CoreClaim } from "../hir.js";
import type { Context } from "./context.js";
import { guardOf } from "./guard.js";

export function lowerClaim(claim: TypedAssert, to: Context): CoreClaim {
  const { name, span, actions, picked, onResult, bound, verdict } = claim;
  return { name, span, actions, picked, onResult, conditions: guardOf(claim, to), bound, verdict };
}
