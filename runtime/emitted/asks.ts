// How an emitted module writes what a row asks of a term.

import type { Test } from "../atoms/predicate.js";
import type { Ask } from "./columns.js";

export function among(of: readonly string[], orUnknown = false): Ask {
  return { kind: "texts", of, not: false, orUnknown };
}

export function except(of: readonly string[], orUnknown = false): Ask {
  return { kind: "texts", of, not: true, orUnknown };
}

export function within(of: readonly (readonly [from: number, to: number])[], orUnknown = false): Ask {
  return { kind: "ranges", of, orUnknown };
}

export function truth(of: readonly boolean[], orUnknown = false): Ask {
  return { kind: "truths", of, orUnknown };
}

/** Each test with the answer that is wanted. */
export function passing(of: readonly (readonly [Test, boolean])[], orUnknown = false): Ask {
  return { kind: "tests", of, orUnknown };
}
