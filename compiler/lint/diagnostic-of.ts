// A finding of a rule as a diagnostic: command line, JSON and editors show both alike.

import type { Diagnostic, LintCode, Severity } from "../diagnostics/diagnostic.js";
import type { Finding } from "./rule.js";

export function diagnosticOf(code: LintCode, severity: Severity, finding: Finding): Diagnostic {
  const { span, message, label, help, related = [], fixes = [] } = finding;
  return {
    ...{ code, severity, message, span, related, fixes },
    ...(label !== undefined && { label }),
    ...(help !== undefined && { help }),
  };
}
