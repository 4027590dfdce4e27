// security/long-grant and security/long-approval: `expires 30d`, `within 14d`.

import type * as ast from "../../../ast/ast.js";
import { durationText } from "../../../emit/words.js";
import type { LintContext } from "../../context.js";
import { put } from "../../edits.js";
import { numberOf } from "../../literals.js";
import { changing, type Finding, type LintRule, type Options } from "../../rule.js";

const DAY = 86_400_000;

const SHELL = `policy shell { default block }
agent   { id: string }
context { task: string }
action  shell.exec(command: command) { runs command, effect execute, reversible always }
sandbox box { read ["/usr/**"], write ["/srv/work/**"] }
`;

const MIGRATE = `policy db { default block }
agent  { id: string, owner?: string }
action db.migrate(name: string) { effect write, reversible never }
group  dba = ["dan@corp.example", "dee@corp.example"]

rule may_migrate on db.migrate { allow }
`;

export const longGrant: LintRule = {
  id: "security/long-grant",
  title: "Grant that outlives its task",
  recommended: "warning",
  strict: "error",
  fixes: "changes-meaning",
  why: `A grant is meant for one task. One that lives for weeks is a standing permission: it is still there when the agent is
misled, and nobody remembers who asked for it. Let it end, and begin anew with the next task.`,
  options: { most: { kind: "duration", standard: DAY, about: "how long a grant may live" } },
  bad: `${SHELL}
grant work on shell.exec {
  inside  box
  scope   context.task
  expires 30d
  //      ^^^ security/long-grant
  else    block "the grant has ended"
}
`,
  good: `${SHELL}
grant work on shell.exec {
  inside  box
  scope   context.task
  expires 2h
  else    block "the grant has ended"
}
`,
  check: (context, options) =>
    tooLong(context, options, "expires", (text) => `this grant lives longer than ${text}`),
};

export const longApproval: LintRule = {
  id: "security/long-approval",
  title: "Approval that outlives its reason",
  recommended: "warning",
  strict: "error",
  fixes: "changes-meaning",
  why: `Who approves has looked at the state of things at that time. An approval that can be used weeks later approves something that
nobody has looked at.`,
  options: { most: { kind: "duration", standard: DAY, about: "how long an approval may live" } },
  bad: `${MIGRATE}
quorum reviewed on db.migrate {
  need   1 of dba
  within 14d
  //     ^^^ security/long-approval
  else   escalate to dba "a DBA looks at each migration"
}
`,
  good: `${MIGRATE}
quorum reviewed on db.migrate {
  need   1 of dba
  within 30m
  else   escalate to dba "a DBA looks at each migration"
}
`,
  check: (context, options) =>
    tooLong(context, options, "within", (text) => `this approval lives longer than ${text}`),
};

function* tooLong(
  context: LintContext,
  { most = 0 }: Options,
  kind: "expires" | "within",
  message: (text: string) => string,
): Iterable<Finding> {
  const text = durationText(most);
  for (const { duration } of context.forms.flatMap(({ clauses }) => durationsOf(clauses, kind))) {
    if ((numberOf(duration) ?? 0) <= most) continue;
    const fixes = [{ title: `Write \`${text}\``, edits: [put(duration.span, text)] }];
    yield { span: duration.span, message: message(text), fixes: changing(fixes) };
  }
}

function durationsOf(
  clauses: readonly ast.Clause[],
  kind: "expires" | "within",
): readonly { readonly duration: ast.Expr }[] {
  return clauses.flatMap((clause) =>
    (clause.kind === "expires" || clause.kind === "within") && clause.kind === kind ? [clause] : [],
  );
}
