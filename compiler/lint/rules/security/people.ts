// security/lone-approver and security/same-approvers: who is asked.

import type * as ast from "../../../ast/ast.js";
import type { Finding, LintRule } from "../../rule.js";

const MIGRATE = `policy db { default block }
agent  { id: string, owner?: string }
action db.migrate(name: string) { effect write, reversible never }
rule may_migrate on db.migrate { allow }
`;

export const loneApprover: LintRule = {
  id: "security/lone-approver",
  title: "Group of one",
  recommended: "warning",
  strict: "warning",
  fixes: "none",
  why: `An approval of the agent's owner does not count. Where the only member of a group owns the agent, is ill or on leave, what the
group is asked for waits for ever, and the policy is switched off in the end. A single account that is taken over approves
everything.`,
  bad: `${MIGRATE}
group dba = ["dan@corp.example"]
//    ^^^ security/lone-approver

quorum reviewed on db.migrate { need 1 of dba, else escalate to dba "a DBA looks at each migration" }
`,
  good: `${MIGRATE}
group dba = ["dan@corp.example", "dee@corp.example"]

quorum reviewed on db.migrate { need 1 of dba, else escalate to dba "a DBA looks at each migration" }
`,
  *check({ declarations, program }) {
    for (const declaration of declarations) {
      if (declaration.kind !== "group") continue;
      const { name } = declaration;
      const group = program.groups.find((each) => each.name === name.text);
      if (group?.members.length !== 1) continue;
      yield {
        span: name.span,
        message: "this group has one member, whom nobody can stand in for",
        help: "add a second member",
      };
    }
  },
};

export const sameApprovers: LintRule = {
  id: "security/same-approvers",
  title: "Needs that the same people meet",
  recommended: "warning",
  strict: "error",
  fixes: "none",
  why: `Two needs of different groups are to make sure that two points of view are heard. Where all members of one group are members
of the other, that other group alone decides, and the second signature is a formality.`,
  bad: `${MIGRATE}
group dba      = ["dan@corp.example", "dee@corp.example"]
group security = ["dan@corp.example", "dee@corp.example", "sec@corp.example"]

quorum reviewed on db.migrate {
  need 1 of security
  need 1 of dba
  //        ^^^ security/same-approvers
  else escalate to dba "a DBA and security look at each migration"
}
`,
  good: `${MIGRATE}
group dba      = ["dan@corp.example", "dee@corp.example"]
group security = ["sec@corp.example", "sid@corp.example"]

quorum reviewed on db.migrate {
  need 1 of security
  need 1 of dba
  else escalate to dba "a DBA and security look at each migration"
}
`,
  *check(context) {
    const members = new Map(context.program.groups.map((each) => [each.name, new Set(each.members)]));
    for (const { clauses } of context.forms) {
      const groups = clauses.flatMap((clause) => (clause.kind === "need" ? [clause.group] : []));
      for (const [index, group] of groups.entries()) yield* sameAs(group, groups.slice(0, index), members);
    }
  },
};

function* sameAs(
  group: ast.Ident,
  earlier: readonly ast.Ident[],
  members: ReadonlyMap<string, ReadonlySet<string>>,
): Iterable<Finding> {
  const own = members.get(group.text);
  const other = earlier.find(({ text }) => {
    const theirs = members.get(text);
    if (own === undefined || theirs === undefined || text === group.text) return false;
    return isWithin(own, theirs) || isWithin(theirs, own);
  });
  if (other === undefined) return;
  yield {
    span: group.span,
    message: `\`${group.text}\` and \`${other.text}\` are the same people`,
    related: [{ span: other.span, message: "asked here" }],
    help: "ask groups that share no members",
  };
}

function isWithin(inner: ReadonlySet<string>, outer: ReadonlySet<string>): boolean {
  return Array.from(inner).every((each) => outer.has(each));
}
