// Which forms ask people, so that their approvals live for a time.

import type { FormDecl } from "../../compiler/ast/ast.js";
import { clauseOf } from "../../compiler/types/clauses.js";

/** Does its verdict, or what it gives otherwise, wait for an approval? */
export function asksPeople(form: FormDecl): boolean {
  if (form.form === "quorum" || form.form === "reversibility") return true;
  const verdict = clauseOf(form, "verdict")?.verdict ?? clauseOf(form, "else")?.verdict;
  return verdict?.verdict.text === "escalate" || verdict?.once === true;
}
