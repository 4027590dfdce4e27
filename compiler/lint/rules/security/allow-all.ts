// security/allow-all: `rule anything on * { allow }`.

import type { LintRule } from "../../rule.js";

export const allowAll: LintRule = {
  id: "security/allow-all",
  title: "Everything is allowed",
  recommended: "warning",
  strict: "error",
  fixes: "none",
  why: `A rule that allows every action, whatever is asked, permits each action that is added later, too, before anybody has
thought about it. Name the actions that are meant, or say under which conditions.`,
  bad: `policy tools { default block }
agent  { id: string }
action notes.read(id: string)   { effect read,   reversible always }
action notes.delete(id: string) { effect delete, reversible always }

rule anything on * { allow }
//               ^ security/allow-all
`,
  good: `policy tools { default block }
agent  { id: string }
action notes.read(id: string)   { effect read,   reversible always }
action notes.delete(id: string) { effect delete, reversible always }

rule reading on notes.read { allow }
`,
  *check({ forms }) {
    for (const { clauses, selector, onResult } of forms) {
      const isPlain = clauses.some(
        (clause) =>
          clause.kind === "verdict" && clause.verdict.verdict.text === "allow" && !clause.verdict.once,
      );
      if (
        !isPlain ||
        onResult !== undefined ||
        clauses.some(({ kind }) => kind === "when" || kind === "unless")
      )
        continue;
      const all = selector?.include.find(({ text }) => text === "*");
      if (all === undefined || (selector?.except.length ?? 0) > 0) continue;
      yield {
        span: all.span,
        message: "this rule allows every action, those of tomorrow too",
        help: "name the actions that are meant, or add a `when`",
      };
    }
  },
};
