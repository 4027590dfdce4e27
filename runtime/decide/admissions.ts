// Requests that many policies of one form decide over and over: each is read once.

import { admit, type Admission } from "./admit.js";
import type { Policy } from "./policy.js";

/** Whoever hands in requests here never changes them. */
export class Admissions {
  readonly #known = new WeakMap<Policy["form"], Map<string, WeakMap<object, Admission>>>();

  /** As `admit`: what it makes of a request hangs on the form of requests and the digest of the table alone. */
  readonly admit = (policy: Policy, request: unknown): Admission => {
    if (typeof request !== "object" || request === null) return admit(policy, request);
    const known = this.#knownTo(policy);
    const admission = known.get(request) ?? admit(policy, request);
    known.set(request, admission);
    return admission;
  };

  #knownTo({ form, table }: Policy): WeakMap<object, Admission> {
    const byDigest = this.#known.get(form) ?? new Map<string, WeakMap<object, Admission>>();
    this.#known.set(form, byDigest);
    const known = byDigest.get(table.digest) ?? new WeakMap<object, Admission>();
    byDigest.set(table.digest, known);
    return known;
  }
}
