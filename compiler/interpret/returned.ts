// What comes back from an action, read by its declaration.

import { canonical, readValue } from "./read-request.js";
import type { Returned, Situation } from "./situation.js";

/** The situation of the attempt, with what came back from it; throws `Invalid` where that is not as declared. */
export function returnedIn(
  attempt: Situation,
  outcome: "ok" | "failed",
  raw: unknown,
  now: number,
): Situation {
  const { result } = attempt.action;
  const value = result && raw !== undefined ? readValue(result, raw, "result") : undefined;
  const returned: Returned = { raw, ...(value !== undefined && { value }) };
  return {
    ...attempt,
    now,
    returned,
    fingerprint: canonical([attempt.fingerprint, outcome, raw === undefined ? [] : [raw]]),
  };
}
