// Texts that clauses name: not empty, in normal form C.

import { normalizeText } from "../../../runtime/values/text.js";
import type * as ast from "../../ast/ast.js";
import { diagnose } from "../../diagnostics/diagnose.js";
import type { Checker } from "../checker.js";

/** The parser's own placeholder: it has been reported. */
export function isInvented({ span }: ast.StringLit): boolean {
  return span.start === span.end;
}

/** The text of a literal, as a `what`; undefined where it is missing or wrong, which was reported. */
export function readText(
  { report }: Checker,
  literal: ast.StringLit | undefined,
  what: string,
): string | undefined {
  if (literal === undefined || isInvented(literal)) return undefined;
  const text = normalizeText(literal.value);
  if (text.ok && text.value.trim() !== "") return text.value;
  report(diagnose("AP2015", literal.span, { what, reason: text.ok ? "is empty" : text.reason }));
  return undefined;
}
