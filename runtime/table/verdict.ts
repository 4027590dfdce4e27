// The six verdicts and their order: the most restrictive one wins.

export const VERDICTS = ["allow", "redact", "sandbox", "throttle", "escalate", "block"] as const;

export type Verdict = (typeof VERDICTS)[number];

/** 0 for `allow` to 5 for `block`. */
export function rank(verdict: Verdict): number {
  return VERDICTS.indexOf(verdict);
}

/** Does the action proceed under this verdict, as requested or constrained? */
export function permits(verdict: Verdict): boolean {
  return rank(verdict) < rank("throttle");
}
