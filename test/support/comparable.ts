// What the interpreter and the runtime say, as values of one form, and the test that they say the same.

import { isDeepStrictEqual } from "node:util";
import type { Interpretation } from "../../compiler/interpret/interpret.js";
import type { Decision } from "../../runtime/decide/request.js";
import { parseDuration } from "../../runtime/values/time.js";
import type { RandomPolicy } from "./arbitrary-policy.js";

/** Fails where the two differ in anything that they say. */
export function mustAgree(
  expected: Interpretation,
  decision: Decision,
  request: unknown,
  random: RandomPolicy,
): void {
  const [a, b] = [fromInterpreter(expected), fromRuntime(decision)];
  if (isDeepStrictEqual(a, b)) return;
  const show = (value: unknown): string => JSON.stringify(value, null, 1);
  const differing = Object.keys(a).filter((key) => !isDeepStrictEqual(a[key], b[key]));
  const parts = differing.map((key) => `${key}:\n  interpreter ${show(a[key])}\n  table ${show(b[key])}`);
  throw new Error(
    `they disagree on ${parts.join("\n")}\nrequest ${show(request)}\n${random.text}\n${random.floor ?? ""}`,
  );
}

type Comparable = Readonly<Record<string, unknown>>;

export function fromInterpreter({ obligations, ...rest }: Interpretation): Comparable {
  return plainly({ ...rest, ...obligations, reason: rest.rule.endsWith(".freeze") ? "" : rest.reason });
}

export function fromRuntime(decision: Decision): Comparable {
  const { verdict, enforced, rule, code, reason, matched, shadow, notes, trips, obligations } = decision;
  const { args, result, redactions, sandbox, connect, approvals, retryAfter, notify } = obligations;
  return plainly({
    verdict,
    enforced,
    rule,
    code,
    reason: rule.endsWith(".freeze") ? "" : reason,
    matched: matched.map(named),
    shadow: shadow && {
      verdict: shadow.verdict,
      matched: shadow.matched.map(named),
      notes: shadow.notes?.map(noted),
    },
    notes: notes?.map(noted),
    trips: trips?.map(({ rule: by, killswitch, scope, until }) => ({
      ...{ rule: by, killswitch, scope },
      ...(until !== undefined && { until: Date.parse(until) }),
    })),
    args,
    result,
    redactions: redactions.map(({ rule: by, op, target }) => ({ rule: by, op, target })),
    sandbox,
    connect: connect.map(({ rule: by, deny, except }) => ({ rule: by, deny, except })),
    unmet: (approvals?.unmet ?? []).map(({ rule: by, ask, approver, needs }) => ({
      rule: by,
      ask,
      approver: approver?.name,
      needs: needs.map(
        (need) => `${String(need.count)} of ${need.group}${need.acknowledging ? " acknowledging" : ""}`,
      ),
    })),
    retryAfter: retryAfter === undefined ? undefined : parsedDuration(retryAfter),
    notify,
  });
}

function named({ rule, verdict, code }: { rule: string; verdict: string; code: string }): object {
  return { rule, verdict, code };
}

function noted({ rule, code, text }: { rule: string; code: string; text: string }): object {
  return { rule, code, text };
}

function parsedDuration(text: string): number {
  const parsed = parseDuration(text);
  if (!parsed.ok) throw new Error(`retryAfter is no duration: ${text}`);
  return parsed.value;
}

/** Without members that are undefined. */
export function plainly(value: object): Comparable {
  return JSON.parse(JSON.stringify(value)) as Comparable;
}
