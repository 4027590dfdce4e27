// What the language has and this version does not: refused with one message, never half understood.

import { diagnose } from "../diagnostics/diagnose.js";
import type { Report } from "../names/table.js";
import type { Span } from "../source/source.js";

/** Reports that `feature`, in the author's words, is not supported. */
export function refuse(feature: string, span: Span, report: Report): void {
  report(diagnose("AP3001", span, { feature }));
}
