// style/missing-doc, style/missing-reason and style/rule-name: what people read.

import type { LintRule } from "../../rule.js";
import { decides } from "../../questions.js";

const NOTES = `agent  { id: string, role: editor | reader }
action notes.write(id: string) { effect write, reversible always }
rule may_write on notes.write { allow }
`;

export const missingDoc: LintRule = {
  id: "style/missing-doc",
  title: "Policy that says not what it is for",
  recommended: "off",
  strict: "warning",
  fixes: "none",
  why: `The first question of everybody who opens a policy is which agents it is for and what it is to prevent. Say so in a comment
\`/// …\` before the \`policy\` block; editors and generated pages show it.`,
  bad: `policy notes { default block }
//     ^^^^^ style/missing-doc
${NOTES}`,
  good: `/// What agents may do with notes: read them all, write none without a person.
policy notes { default block }
${NOTES}`,
  *check({ forms }) {
    for (const { form, name, doc } of forms)
      if (form === "policy" && name !== undefined && doc === undefined)
        yield {
          span: name.span,
          message: "nothing says what this policy is for",
          help: "add a `///` comment",
        };
  },
};

export const missingReason: LintRule = {
  id: "style/missing-reason",
  title: "Action held without a reason",
  recommended: "off",
  strict: "warning",
  fixes: "none",
  why: `The reason is what the agent is told. With one it asks for something else or for approval; without, it tries the same again
with other words. Whoever reads the log needs it, too.`,
  bad: `policy notes { default block }
${NOTES}
rule readers on notes.write { when agent.role == reader, block }
//                                                       ^^^^^ style/missing-reason
`,
  good: `policy notes { default block }
${NOTES}
rule readers on notes.write { when agent.role == reader, block "readers do not write" }
`,
  *check({ forms }) {
    for (const form of forms) {
      if (!decides(form)) continue;
      for (const clause of form.clauses) {
        if (clause.kind !== "verdict" && clause.kind !== "else") continue;
        const { verdict, reason, span } = clause.verdict;
        if ((verdict.text === "block" || verdict.text === "escalate") && reason === undefined)
          yield {
            span,
            message: `the agent is not told why this is ${verdict.text === "block" ? "blocked" : "escalated"}`,
          };
      }
    }
  },
};

export const ruleName: LintRule = {
  id: "style/rule-name",
  title: "Name in another style",
  recommended: "off",
  strict: "warning",
  fixes: "none",
  why: `Rules are named in decisions, tests and alerts. Where some are \`likeThis\` and some \`like_this\`, a name has to be looked up
each time. Names here are small letters, digits and underscores. No fix is offered, since logs and cases know the old name.`,
  bad: `policy notes { default block }
agent  { id: string }
action notes.write(id: string) { effect write, reversible always }
rule mayWrite on notes.write { allow }
//   ^^^^^^^^ style/rule-name
`,
  good: `policy notes { default block }
agent  { id: string }
action notes.write(id: string) { effect write, reversible always }
rule may_write on notes.write { allow }
`,
  *check({ declarations }) {
    for (const declaration of declarations) {
      if (declaration.kind === "type" || !("name" in declaration)) continue;
      const { name } = declaration;
      if (name.kind === "ident" && name.text !== "" && !/^[a-z][a-z0-9_]*$/u.test(name.text))
        yield { span: name.span, message: `\`${name.text}\` is not written like_this` };
    }
  },
};
