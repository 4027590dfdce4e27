// A counterexample as data: the request, who approved, what is decided, and why.

import type { ToldCounterexample } from "./verified.js";

export function goldenRequest({
  request,
  facts,
  decision,
  because,
  unsaid,
  replayed,
}: ToldCounterexample): object {
  const { now, approvals = [] } = facts;
  const { verdict, rule, code, reason, origin } = decision;
  return {
    request,
    ...(now !== undefined && { time: new Date(now).toISOString() }),
    approvals: approvals.map(({ by }) => by),
    state: unsaid,
    decision: { verdict, rule, code, reason, origin },
    because,
    replayed,
  };
}
