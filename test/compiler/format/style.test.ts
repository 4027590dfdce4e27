// The style that the printer gives a policy: what stands on one line, what is aligned, and where lines break.

import { describe, expect, it } from "vitest";
import { parse } from "../../../compiler/ast/parse.js";
import { print } from "../../../compiler/format/print.js";

function printed(text: string): string {
  const { module, diagnostics } = parse({ path: "policy.agentpol", text });
  expect(diagnostics).toEqual([]);
  return print(module);
}

interface Style {
  readonly what: string;
  readonly from: string;
  readonly to: string;
}

const styles: readonly Style[] = [
  {
    what: "a form of one clause stands on one line",
    from: "rule r on a.b\n{\n  allow\n}",
    to: "rule r on a.b { allow }\n",
  },
  {
    what: "the keywords of clauses are padded to one column",
    from: 'rule r on a.b { when x unless y escalate to g "why" code "C" }',
    to: `
rule r on a.b {
  when     x
  unless   y
  escalate to g "why"
  code     "C"
}
`,
  },
  {
    what: "a policy's header never stands on one line",
    from: "policy p { default block }",
    to: "policy p {\n  default block\n}\n",
  },
  {
    what: "an empty body is a pair of braces",
    from: 'policy p { } audit { } test "t" { } action a.b() { }',
    to: 'policy p {}\n\naudit {}\n\ntest "t" {}\n\naction a.b() {}\n',
  },
  {
    what: "neighbours of one kind stand close, others apart",
    from: 'agent { a: int } context { b: int } group g = ["x"] group h = ["y"] /// of z\ngroup z = ["z"]',
    to: `
agent   { a: int }
context { b: int }

group g = ["x"]
group h = ["y"]

/// of z
group z = ["z"]
`,
  },
  {
    what: "long conditions break before their operators",
    from: `rule r on a.b { when args.first_attribute == "a long value" and args.second_attribute == "another value" and args.third == 3, block }`,
    to: `
rule r on a.b {
  when  args.first_attribute == "a long value"
        and args.second_attribute == "another value"
        and args.third == 3
  block
}
`,
  },
  {
    what: "a chain in parentheses breaks inside them",
    from: `let a = first_of_them == "a long value" and (second == "${"x".repeat(40)}" or third == "${"y".repeat(40)}")`,
    to: `
let a =
  first_of_them == "a long value"
  and (second == "${"x".repeat(40)}"
       or third == "${"y".repeat(40)}")
`,
  },
  {
    what: "long lists break with one item a line",
    from: `group g = ["${"a".repeat(40)}", "${"b".repeat(40)}", "${"c".repeat(40)}"]`,
    to: `
group g = [
  "${"a".repeat(40)}",
  "${"b".repeat(40)}",
  "${"c".repeat(40)}",
]
`,
  },
  {
    what: "documented fields stand on lines of their own",
    from: "agent { /// Who.\nid: string, role?: a | b }",
    to: `
agent {
  /// Who.
  id: string,
  role?: a | b,
}
`,
  },
  {
    what: "numbers of five digits or more are grouped",
    from: "let a = 1234 + 12345 + 1234567 USD + 12345.6789 + 0.5%",
    to: "let a = 1234 + 12_345 + 1_234_567 USD + 12_345.6789 + 0.5%\n",
  },
  {
    what: "parentheses stand where they are needed",
    from: "let a = (not (x)) and ((y or z)) or (-(1) < (2 + (3 * 4)))",
    to: "let a = not x and (y or z) or -1 < 2 + 3 * 4\n",
  },
  {
    what: "a word that begins a clause is enclosed, where it is an operand",
    from: "rule r on a.b { when x == (code) and y in [code] and f(code) == z.code, allow }",
    to: "rule r on a.b { when x == (code) and y in [code] and f(code) == z.code, allow }\n",
  },
  {
    what: "long selectors fill their lines",
    from: `rule r on ${Array.from({ length: 12 }, (_, at) => `service.action_${at}`).join(", ")} { allow }`,
    to: `
rule r on service.action_0, service.action_1, service.action_2, service.action_3, service.action_4,
  service.action_5, service.action_6, service.action_7, service.action_8, service.action_9, service.action_10,
  service.action_11 { allow }
`,
  },
];

describe("style", () => {
  it.each(styles)("$what", ({ from, to }) => {
    expect(printed(from)).toBe(to.trimStart());
    expect(printed(to)).toBe(to.trimStart());
  });
});
