// security/default-allows: `default allow`.

import { put } from "../../edits.js";
import { changing, type LintRule } from "../../rule.js";

export const defaultAllows: LintRule = {
  id: "security/default-allows",
  title: "What no rule speaks of is allowed",
  recommended: "warning",
  strict: "error",
  fixes: "changes-meaning",
  why: `With \`default allow\` the policy is a list of what is forbidden, and whatever nobody thought of is permitted: each new
action, and each argument that slips past a condition. Let the default block, and permit by rules.`,
  bad: `policy tools {
  default allow
  //      ^^^^^ security/default-allows
}
agent  { id: string }
action notes.read(id: string)   { effect read,   reversible always }
action notes.delete(id: string) { effect delete, reversible always }

rule no_deleting on notes.delete { block "notes are kept" }
`,
  good: `policy tools {
  default block
}
agent  { id: string }
action notes.read(id: string)   { effect read,   reversible always }
action notes.delete(id: string) { effect delete, reversible always }

rule reading on notes.read { allow }
rule no_deleting on notes.delete { block "notes are kept" }
`,
  *check({ forms }) {
    for (const { clauses } of forms)
      for (const clause of clauses) {
        if (clause.kind !== "default") continue;
        const { verdict, once } = clause.verdict;
        if (verdict.text !== "allow" || once) continue;
        const fixes = [{ title: "Block instead", edits: [put(verdict.span, "block")] }];
        yield {
          span: verdict.span,
          message: "whatever no rule speaks of is allowed",
          fixes: changing(fixes),
        };
      }
  },
};
