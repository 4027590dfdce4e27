// security/unguarded-revival: a kill switch without `need`.

import type { LintRule } from "../../rule.js";

const NOTES = `policy notes { default block }
agent  { id: string, owner?: string }
action notes.write(id: string) { effect write, reversible always }
rule may_write on notes.write { allow }
`;

export const unguardedRevival: LintRule = {
  id: "security/unguarded-revival",
  title: "Kill switch that anybody lifts",
  recommended: "warning",
  strict: "warning",
  fixes: "none",
  why: `Tripping a kill switch is to be easy; \`need\` is what lifting it takes. Without one, whoever can reach the store puts the halted
agent back to work, and nobody has looked at why it was halted.`,
  bad: `${NOTES}
killswitch halt { scope [all, agent.id] }
//         ^^^^ security/unguarded-revival
`,
  good: `${NOTES}
group security = ["sec@corp.example", "sid@corp.example"]
killswitch halt { scope [all, agent.id], need 1 of security }
`,
  *check({ forms }) {
    for (const { form, name, clauses } of forms) {
      if (form !== "killswitch" || name === undefined || clauses.some(({ kind }) => kind === "need"))
        continue;
      yield { span: name.span, message: "nobody's consent is needed to lift this", help: "add a `need`" };
    }
  },
};
