// Fixes and comments: none writes over one, and a comment in a string is none.

import { describe, expect, it } from "vitest";
import { foundBy } from "../../support/linting.js";

const policyOf = (condition: string): string => `policy p { default block }
agent  { id: string, role: clerk | lead | guest }
action notes.read(id: string) { effect read, reversible always }
rule r on notes.read {
  when ${condition}
  allow
}
`;

const fixesOf = (rule: string, condition: string): readonly (readonly string[])[] =>
  foundBy(rule, policyOf(condition)).map(({ fixes }) => fixes.map(({ title }) => title));

describe("a fix", () => {
  it.each([
    ["style/chained-equality", "agent.role == clerk // the clerks\n    or agent.role == lead"],
    ["style/chained-equality", "agent.role == clerk /* the clerks */ or agent.role == lead"],
    ["style/negated-comparison", "not ( // nobody else\n    agent.role == lead)"],
    ["correctness/repeated-operand", 'args.id == "a" or // the first\n    args.id == "a"'],
  ])("of %s is not offered where it would write over a comment", (rule, condition) => {
    expect(fixesOf(rule, condition)).toEqual([[]]);
  });

  it.each([
    ["style/chained-equality", 'args.id == "// a" or args.id == "/* b */"'],
    ["style/chained-equality", 'args.id == "\\"// a" or args.id == "b"'],
    ["style/chained-equality", "agent.role == clerk or agent.role == lead // staff"],
    ["style/negated-comparison", "not (agent.role == lead) // nobody else"],
  ])("of %s is offered where there is none in its way: %s", (rule, condition) => {
    expect(fixesOf(rule, condition).map((titles) => titles.length)).toEqual([1]);
  });
});
