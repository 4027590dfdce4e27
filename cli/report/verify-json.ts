// What `verify` found, as JSON.

import { goldenRequest } from "./golden-request.js";
import type { Verified } from "./verified.js";

export function verifyJson(verified: readonly Verified[]): string {
  const claims = verified.flatMap((each) => each.claims);
  const count = (status: string): number => claims.filter((each) => each.status === status).length;
  const policies = verified.map(({ file, claims: own, rules, overlaps, gaps }) => ({
    file,
    claims: own.map(({ counterexample, ...claim }) => ({
      ...claim,
      ...(counterexample && { counterexample: goldenRequest(counterexample) }),
    })),
    findings: rules.findings,
    notVerified: rules.notVerified,
    ...(overlaps && { overlaps }),
    ...(gaps && {
      completeness: gaps.map(({ action, ...gap }) => ({
        action,
        status: gap.status,
        ...(gap.status === "gap" && { request: gap.witness.request, verdict: gap.decision.verdict }),
      })),
    }),
  }));
  return `${JSON.stringify({ proved: count("proved"), refuted: count("refuted"), notVerified: count("not verified"), policies }, null, 2)}\n`;
}
