// security/personal-data-in-test: the address of a real domain in a test.

import type { StringLit } from "../../../ast/ast.js";
import { walk } from "../../../ast/children.js";
import { put } from "../../edits.js";
import { changing, type LintRule } from "../../rule.js";

const ADDRESS = /\b[\w.+-]+@(?<domain>(?:[a-z0-9-]+\.)+[a-z]{2,})\b/giu;

/** RFC 2606 and RFC 6761: names that nobody has. */
const RESERVED = /(?:^|\.)(?:example(?:\.(?:com|net|org))?|test|invalid|localhost|local|internal)$/iu;

export const personalDataInTest: LintRule = {
  id: "security/personal-data-in-test",
  title: "Address of a real domain in a test",
  recommended: "warning",
  strict: "error",
  fixes: "changes-meaning",
  why: `Requests that were copied from a log bring people's addresses along, which a repository keeps for ever; and where a test
is replayed against a real system, somebody gets mail. Domains under \`example\`, \`example.com\` and \`test\` are nobody's. Members
of the policy's groups may be named: an approval is theirs.`,
  bad: `policy mail { default block }
agent  { id: string }
action email.send(to: string) { effect write, reversible always }

rule may_mail on email.send { when args.to like "*@*", allow }

test "a customer gets mail" {
  agent  { id: "a-1" }
  action email.send(to: "maria.keller@gmx.de")
  //                    ^^^^^^^^^^^^^^^^^^^^^ security/personal-data-in-test
  expect allow
}
`,
  good: `policy mail { default block }
agent  { id: string }
action email.send(to: string) { effect write, reversible always }

rule may_mail on email.send { when args.to like "*@*", allow }

test "a customer gets mail" {
  agent  { id: "a-1" }
  action email.send(to: "customer@example.com")
  expect allow
}
`,
  *check({ declarations, program }) {
    const members = new Set(program.groups.flatMap((group) => group.members));
    for (const test of declarations.filter((each) => each.kind === "test")) {
      const strings: StringLit[] = [];
      walk(test, (node) => {
        if (node.kind === "string" && node !== test.name) strings.push(node);
      });
      for (const { span, value } of strings) {
        const addresses = Array.from(value.matchAll(ADDRESS)).filter(
          ({ 0: address, groups }) =>
            !RESERVED.test(groups?.domain ?? "") && !members.has(address.toLowerCase()),
        );
        if (addresses.length === 0) continue;
        const anonymous = addresses.reduce(
          (text, { 0: address }) => text.replaceAll(address, "somebody@example.com"),
          value,
        );
        yield {
          span,
          message: `${addresses[0]?.[0] ?? ""} may be somebody's address`,
          fixes: changing([
            { title: "Take an address of nobody's", edits: [put(span, JSON.stringify(anonymous))] },
          ]),
        };
      }
    }
  },
};
