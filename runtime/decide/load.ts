// Loads a policy: from a table that nobody vouches for to one that can be decided with.

import { compileRegex } from "../facts/regex.js";
import { readTableWith, type TableReading } from "../table/read.js";
import { digestOf } from "./digest.js";
import { preparePolicy, type Policy } from "./policy.js";

export type LoadedPolicy =
  { readonly ok: true; readonly policy: Policy } | { readonly ok: false; readonly reason: string };

/** The table that `input` holds, its form and digest checked, or why it is refused. Does not throw. */
export function readTable(input: unknown): TableReading {
  return readTableWith(input, {
    digestOf,
    regexFault: (source) => {
      const compiled = compileRegex(source);
      return compiled.ok ? undefined : compiled.reason;
    },
  });
}

/** Reads a table and makes it ready for `decide`, which needs `ready()` once before. Does not throw. */
export function loadPolicy(input: unknown): LoadedPolicy {
  const reading = readTable(input);
  return reading.ok ? { ok: true, policy: preparePolicy(reading.table) } : reading;
}
