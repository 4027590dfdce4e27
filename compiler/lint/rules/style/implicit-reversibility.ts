// style/implicit-reversibility: an action that does not say whether it can be undone.

import { behind } from "../../edits.js";
import type { LintRule } from "../../rule.js";

export const implicitReversibility: LintRule = {
  id: "style/implicit-reversibility",
  title: "Action that says not whether it can be undone",
  recommended: "off",
  strict: "warning",
  fixes: "keeps-meaning",
  why: `An action without \`reversible\` counts as one that cannot be undone, and waits for review where a \`reversibility\` covers it.
Where nothing is said, nobody knows whether that was meant or forgotten.`,
  bad: `policy notes { default block }
agent  { id: string }
action notes.read(id: string) { effect read }
//     ^^^^^^^^^^ style/implicit-reversibility

rule may_read on notes.read { when args.id != "", allow once approved by keepers }
group keepers = ["kay@corp.example", "kim@corp.example"]
`,
  good: `policy notes { default block }
agent  { id: string }
action notes.read(id: string) { effect read, reversible never }

rule may_read on notes.read { when args.id != "", allow once approved by keepers }
group keepers = ["kay@corp.example", "kim@corp.example"]
`,
  *check({ declarations }) {
    for (const { name, traits } of declarations.filter((each) => each.kind === "action")) {
      const last = traits.at(-1);
      if (last === undefined || traits.some(({ trait }) => trait === "reversible")) continue;
      yield {
        span: name.span,
        message: "this counts as an action that cannot be undone",
        fixes: [{ title: "Say so: `reversible never`", edits: [behind(last.span, ", reversible never")] }],
      };
    }
  },
};
