// A diff as JSON: everything, for tools.

import type { Reported } from "./diff-text.js";
import type { Replayed } from "../../compiler/verify/diff/replay.js";

export function diffJson({ names, diff, trace }: Reported): string {
  const differences = diff.differences.map(({ examples, ...difference }) => ({
    ...difference,
    examples: examples.map(({ before, after, ...example }) => ({
      ...example,
      before: decided(before),
      after: decided(after),
    })),
  }));
  return `${JSON.stringify({ ...diff, before: names.before, after: names.after, differences, ...(trace && { trace }) }, null, 2)}\n`;
}

/** What was decided, and what was supposed of state. */
function decided({ decision: { verdict, rule, code, reason, obligations }, facts }: Replayed) {
  return { verdict, rule, code, reason, obligations, facts };
}
