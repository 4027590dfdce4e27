// Identity, trust and audit as the table has them.

import type { Audit, Identity, Trust } from "../../runtime/table/evidence.js";
import type { Fallback, Requirement, Table } from "../../runtime/table/format.js";
import type { CoreEvidence, CoreFallback } from "../hir/hir.js";
import type { Span } from "../source/source.js";

interface Emitting {
  readonly origin: (span: Span) => string;
  readonly fallback: (fallback: CoreFallback) => Fallback;
}

export function emitEvidence(
  { identity, trust, audit }: CoreEvidence,
  { origin, fallback }: Emitting,
): Pick<Table, "identity" | "trust" | "audit"> {
  const proof = <T extends { readonly span: Span; readonly else: CoreFallback }>({ span, ...each }: T) => ({
    ...each,
    origin: origin(span),
    else: fallback(each.else),
  });
  const records = ({ span, ...each }: NonNullable<CoreEvidence["audit"]>): Audit => ({
    ...each,
    origin: origin(span),
  });
  return {
    ...(identity && { identity: proof(identity) satisfies Identity }),
    ...(trust.length > 0 && { trust: trust.map((each): Trust => proof(each)) }),
    ...(audit && { audit: records(audit) }),
  };
}

/** What of it the runtime must have. */
export function evidenceRequired({ identity, trust, audit }: CoreEvidence): readonly Requirement[] {
  return [
    ...(audit ? (["audit"] as const) : []),
    ...(identity ? (["identity"] as const) : []),
    ...(trust.length > 0 ? (["trust"] as const) : []),
  ];
}
