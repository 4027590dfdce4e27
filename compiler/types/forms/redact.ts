// `redact`: what leaves is rewritten.

import type { Redaction } from "../../ast/ast.js";
import type { RuleSymbol } from "../../names/symbols.js";
import type { Checker } from "../checker.js";
import type { RuleOf } from "../program.js";
import { defaultReason } from "../reasons.js";
import { readRedactions } from "../redactions.js";
import { readBase } from "../rule-base.js";

export function checkRedact(checker: Checker, symbol: RuleSymbol): RuleOf<"redact"> | undefined {
  const read = readBase(checker, symbol);
  if (read === undefined) return undefined;
  const written = symbol.decl.clauses.filter((clause) => isRedaction(clause));
  const redactions = readRedactions(checker, written, read.base);
  const reason = defaultReason("redact", "redact", symbol.qualified);
  return redactions && { form: "redact", ...read.base, redactions, reason };
}

function isRedaction(clause: { readonly kind: string }): clause is Redaction {
  return ["mask", "hash", "drop", "clamp"].includes(clause.kind);
}
