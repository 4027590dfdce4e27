// What comes back from an action, as the agent may see it.

import { redact } from "../redact/redact.js";
import type { Rewriting } from "../redact/plan.js";
import type { Decision } from "./request.js";
import { isArgument } from "./oblige.js";
import { snapshot } from "./snapshot.js";

/** A result without an `ok` must be withheld. */
export type Redacted =
  { readonly ok: true; readonly result?: unknown } | { readonly ok: false; readonly reason: string };

/** The result of a permitted action, rewritten as the decision's obligations say. */
export function redactResult(decision: Pick<Decision, "obligations">, result: unknown): Redacted {
  return redactReported(
    decision.obligations.redactions.filter(({ target }) => !isArgument(target)),
    result,
  );
}

export function redactReported(rewritings: readonly Rewriting[], result: unknown): Redacted {
  if (result === undefined) return { ok: true };
  if (rewritings.length === 0) return { ok: true, result };
  const copy = snapshot(result);
  if (copy.fault !== undefined || copy.value === undefined) {
    return {
      ok: false,
      reason: `the result cannot be redacted: ${copy.fault?.message ?? "it is no plain data"}`,
    };
  }
  const redacted = redact(copy.value, "result", rewritings);
  return redacted === undefined ? { ok: true } : { ok: true, result: redacted };
}
