// What is decided where no rule speaks: the policy's `default` and `on_error`, and an approver's `on_timeout`.

import type * as ast from "../ast/ast.js";
import { diagnose } from "../diagnostics/diagnose.js";
import type { Report } from "../names/table.js";
import { blocking } from "./blocking.js";
import type { Checker } from "./checker.js";
import type { Fallback } from "./program.js";
import { readVerdict } from "./verdicts.js";

export type FallbackClause = ast.ClauseOf<"default"> | ast.ClauseOf<"on_error"> | ast.ClauseOf<"on_timeout">;

/** A verdict that stands where no rule speaks: it says whether, never how. */
export function readFallback(
  checker: Checker,
  { kind, verdict: written }: FallbackClause,
  { name, reason }: { readonly name: string; readonly reason: string },
): Fallback | undefined {
  const { report } = checker;
  const word = written.verdict;
  if (word.text === "redact" || word.text === "sandbox") {
    const fixes = blocking(written);
    report(diagnose("AP3005", word.span, { verdict: word.text, clause: kind }, { fixes }));
    return undefined;
  }
  const owner = {
    ...({ form: "policy", name, actions: checker.names.actions, onResult: false } as const),
    quotesNothing: kind !== "default",
  };
  const read = readVerdict(checker, written, owner, "any");
  if (read === undefined || read.verdict === "redact" || read.verdict === "sandbox") return undefined;
  if (read.verdict === "allow" && !read.once) warnOfPermitting(kind, written, report);
  return {
    span: written.span,
    // A default that is approved counts as an allow, whichever way it is written.
    verdict: read.once === undefined ? read.verdict : "escalate",
    reason: written.reason === undefined ? reason : read.reason,
    ...(read.group && { group: read.group }),
    ...(read.approver && { approver: read.approver }),
  };
}

function warnOfPermitting(kind: FallbackClause["kind"], written: ast.Verdict, report: Report): void {
  const { span } = written.verdict;
  const fixes = blocking(written);
  if (kind === "on_error") report(diagnose("AP3025", span, {}, { fixes }));
  if (kind === "on_timeout") report(diagnose("AP3032", span, {}, { fixes }));
}
