// rule: a rule is left out, whatever its form; or a limit, where it has several.

import { replaced, withoutClause } from "../edits.js";
import type { Operator } from "../mutation.js";

export const rule: Operator = {
  name: "rule",
  about: "a rule is left out, or one of its limits",
  edits: (node, site) => {
    if (node.kind === "form") return NOT_RULES.has(node.form) ? [] : [replaced(node, "")];
    return node.kind === "limit" && limitsIn(site) > 1 ? withoutClause(node, site) : [];
  },
};

/** What others refer to, or what stands for the whole policy. */
const NOT_RULES: ReadonlySet<string> = new Set([
  ...["policy", "sandbox", "identity", "trust", "audit", "approver", "assert", "killswitch"],
]);

function limitsIn({ declaration }: Parameters<Operator["edits"]>[1]): number {
  return declaration.kind === "form" ? declaration.clauses.filter(({ kind }) => kind === "limit").length : 0;
}
