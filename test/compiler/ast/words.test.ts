// Keywords are names wherever they can be; commas, line ends and comments are free where the language says so.

import { describe, expect, it } from "vitest";
import type { FormDecl, Module } from "../../../compiler/ast/ast.js";
import { parse } from "../../../compiler/ast/parse.js";

function read(text: string): Module {
  const { module, diagnostics } = parse({ path: "policy.agentpol", text });
  expect(diagnostics).toEqual([]);
  return module;
}

const formIn = (text: string): FormDecl => {
  const [declaration] = read(text).declarations;
  if (declaration?.kind !== "form") throw new Error("the text is a form");
  return declaration;
};

describe("names", () => {
  it.each([
    "action limit.when(limit: int, when: string, rule: path, in: int, not?: bool) { reads rule, effect read }",
    "action a.b(reads: path, effect: string) { reads reads, writes effect, effect read, reversible never }",
    "action test(x: int) { effect read }",
    "agent { rule: string, when: in | and | allow, agent: { context: int }, volatile: string volatile }",
    "agent { volatile nonce: string, other: string volatile }",
    "rule rule on rule.rule, on.when { when args.limit == agent.when, allow }",
    "rule r on limit, block { when args.block and args.in in [limit, when, code], block }",
    "rule agent on agent { allow }",
    "rule r on a.b { when x == (code) or f(when) or any limit in [block]: limit, allow }",
    "cap c on a.b { limit limit: args.limit <= 3, limit when: args.when < 4, else block }",
    "type rule = rule | policy | test",
    "let list = list < 3 and x.set > 4",
    "let any_all = any and all or has any.all",
    'test "t" { agent { agent: expect, expect: "x", at: 3 } action action.expect(action: 1, at: after) }',
    'test "t" { kill agent.role researcher kill all revive agent.id "a" by "sec@x" expect block by rule.default }',
    "killswitch k { scope [all, agent.id, action.name] }",
    'identity id { issuer "i", keys "k", audience "a", bind [agent.id = sub, agent.x = a.b], else block }',
    "action a.b(x: int)",
  ])("%s", (text) => {
    expect(read(text).declarations.length).toBe(1);
  });

  it("begin declarations only where one may begin", () => {
    const { declarations } = read(
      "let a = x.rule == policy\nlet b = data\nrule rule on data { allow }\n  type type = a | b",
    );
    expect(declarations.map(({ kind }) => kind)).toEqual(["let", "let", "form", "type"]);
  });
});

describe("layout", () => {
  it("needs no line ends, and no commas between clauses", () => {
    const packed = formIn('rule r on a.b{when x unless y block"no"code"C"within 5m}');
    const spread = formIn(
      'rule\nr\non\na\n.\nb\n{\nwhen\nx,\nunless\ny,\nblock\n"no",\ncode\n"C",\nwithin\n5m,\n}',
    );
    expect(packed.clauses.map(({ kind }) => kind)).toEqual(["when", "unless", "verdict", "code", "within"]);
    expect(spread.clauses.map(({ kind }) => kind)).toEqual(packed.clauses.map(({ kind }) => kind));
    expect(spread.selector?.include.map(({ text }) => text)).toEqual(["a.b"]);
  });

  it("lets declarations follow one another on a line", () => {
    expect(
      read('let a = b rule r on a { allow } group g = ["x"] test "t" { expect allow }').declarations.length,
    ).toBe(4);
  });

  it("takes trailing commas", () => {
    read(
      'group g = ["a", "b",]\nagent { id: string, }\naction a.b(x: int,) { effect read, }\nlet f(a: int,) = g(a, [1, 2,],)',
    );
    read("agent { id: string, ... }\naction mcp.*(path?: path, ...) { effect read }");
  });

  it("takes comments anywhere", () => {
    read("rule /* a */ r on // b\n a /* c */ . b { /* d */ allow // e\n }");
  });

  it("takes other line ends", () => {
    read("rule r on a.b {\r\n  when x // y\r\n  allow\r\n}\rrule s on a.b { allow }");
  });
});

describe("doc comments", () => {
  it("belong to the declaration or field that follows", () => {
    const { declarations } = read(`
/// The agent,
///   as it is.
///
agent {
  /// Who it is.
  id: string,
  // No documentation.
  role: string,
}
/// Lost: nothing of its own follows in the rule.
rule r on a.b {
  /// not of a declaration
  allow
}
//// Four slashes are a comment.
rule s on a.b { allow }`);
    const [agent, first, second] = declarations;
    expect(agent?.doc).toBe("The agent,\n  as it is.\n");
    expect(agent?.kind === "attributes" && agent.record.fields.map(({ doc }) => doc)).toEqual([
      "Who it is.",
      undefined,
    ]);
    expect(first?.doc).toBe("Lost: nothing of its own follows in the rule.");
    expect(second?.doc).toBeUndefined();
  });
});
