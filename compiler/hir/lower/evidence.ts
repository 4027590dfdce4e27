// LAW: identity, trust and audit are no rules: they travel as they are, for those who prove and record. Where something is
// not proven, their `else` is a verdict like any other: an escalation is lifted by one approval.

import type { Evidence } from "../../types/evidence.js";
import type { Held } from "../../types/program.js";
import type { CoreEvidence } from "../hir.js";
import { lowerFallback } from "./fallback.js";

export function lowerEvidence({ identity, trust, audit }: Evidence<Held>): CoreEvidence {
  const lowered = <T extends { readonly name: string; readonly else: Parameters<typeof lowerFallback>[0] }>(
    each: T,
  ) => ({ ...each, else: lowerFallback(each.else, each.name) });
  return {
    ...(identity && { identity: lowered(identity) }),
    trust: trust.map(lowered),
    ...(audit && { audit }),
  };
}
