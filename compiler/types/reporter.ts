// Collects what is wrong: each mistake once, no echoes of mistakes in the text, and so many that they can be read.

import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Report } from "../names/table.js";

/** Nobody reads more at once; as in the parser. What is reported and not shown costs time too, and has a limit of its own. */
const MAX_ERRORS = 100;
const MAX_REPORTS = 10_000;

/** Ends the check of a policy that has too many mistakes. */
export class TooManyMistakes extends Error {
  override readonly name = "TooManyMistakes";
}

export interface Reporter {
  /** Throws `TooManyMistakes`. */
  readonly report: Report;
  readonly diagnostics: readonly Diagnostic[];
}

/** A place and a code are told once: what several uses share is one mistake. */
export function reporter(isEcho: (diagnostic: Diagnostic) => boolean): Reporter {
  const diagnostics: Diagnostic[] = [];
  const seen = new Set<string>();
  let [errors, reports] = [0, 0];
  const report = (diagnostic: Diagnostic): void => {
    const { code, span, severity } = diagnostic;
    const key = `${code} ${span.start} ${span.end} ${span.file}`;
    if (severity === "error" && ++reports > MAX_REPORTS) throw new TooManyMistakes();
    if (seen.has(key) || isEcho(diagnostic)) return;
    seen.add(key);
    diagnostics.push(diagnostic);
    if (severity === "error" && ++errors >= MAX_ERRORS) throw new TooManyMistakes();
  };
  return { report, diagnostics };
}
