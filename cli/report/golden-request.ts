// A counterexample as data: the request, who approved, what is decided, and why.

import type { ToldCounterexample } from "./verified.js";

export function goldenRequest({
  request,
  report,
  facts,
  decision,
  because,
  unsaid,
  replayed,
}: ToldCounterexample): object {
  const { now, approvals = [], resultApprovals = [] } = facts;
  const { verdict, rule, code, reason, origin } = decision;
  return {
    request,
    ...(report && { report }),
    ...(now !== undefined && { time: new Date(now).toISOString() }),
    approvals: approvals.map(({ by }) => by),
    ...(report && { resultApprovals: resultApprovals.map(({ by }) => by) }),
    state: unsaid,
    decision: { verdict, rule, code, reason, origin },
    because,
    replayed,
  };
}
