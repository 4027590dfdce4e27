// Names that could not be used: a `let` is an operand, so it is not named like a word that is none.

import { operators } from "../../../grammar/keywords.js";
import { diagnose } from "../../diagnostics/diagnose.js";
import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import type { Declaration } from "../ast.js";
import { clauseWords, forms, type ClauseOwner } from "../forms.js";

/** The words that begin clauses of the forms in which expressions stand. */
const reserved: ReadonlySet<string> = new Set(
  (Object.keys(forms) as ClauseOwner[])
    .filter((owner) => forms[owner].clauses.some(({ clause }) => clause === "when" || clause === "on_error"))
    .flatMap((owner) => [...clauseWords(owner)]),
);

export function checkName(report: (diagnostic: Diagnostic) => void, declaration: Declaration): void {
  if (declaration.kind !== "let" && declaration.kind !== "data" && declaration.kind !== "classifier") return;
  const { text, span } = declaration.name;
  const what = declaration.kind === "let" ? "a `let`" : declaration.kind === "data" ? "data" : "a classifier";
  if (Object.hasOwn(operators, text)) {
    report(diagnose("AP1022", span, { name: text, what, why: "an operator" }));
  } else if (declaration.kind === "let" && reserved.has(text)) {
    report(diagnose("AP1022", span, { name: text, what, why: "begins a clause" }));
  }
}
