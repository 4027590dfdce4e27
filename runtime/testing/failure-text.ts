// What is wrong with a case, in one sentence.

import type { Failure } from "./result.js";

export function sentence(failure: Failure): string {
  if (failure.kind === "step") return failure.message;
  const { expected, actual } = failure;
  const wanted = phrase(expected.verdict, expected.by, expected.code);
  return `expected ${wanted}, got ${phrase(actual.verdict, actual.rule, actual.code)}`;
}

/** `block by payments.off_allowlist code "PAY-001"`. */
export function phrase(verdict: string, by: string | undefined, code: string | undefined): string {
  const ownCode = code === undefined || code === by ? "" : ` code ${JSON.stringify(code)}`;
  return `${verdict}${by === undefined ? "" : ` by ${by}`}${ownCode}`;
}

/** More than the sentence says; empty where there is no more. */
export function reasonOf(failure: Failure): string {
  return failure.kind === "step" ? "" : failure.actual.reason;
}
