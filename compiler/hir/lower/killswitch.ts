// LAW: a tripped kill switch blocks all in its scope before any rule; its needs are what lifting it takes.
//
//   killswitch K { scope [...], need 1 of G }  →  switch K over the scopes, lifted by [1 of G]

import type { Killswitch } from "../../types/program.js";
import type { CoreKillswitch } from "../hir.js";
import { allOf, APPROVAL_LIFE } from "./needs.js";

export function lowerKillswitch({ name, span, scope, needs }: Killswitch): CoreKillswitch {
  const lifts = allOf(needs, {}, name, APPROVAL_LIFE);
  return { name, span, scope, ...(lifts && { needs: lifts }) };
}
