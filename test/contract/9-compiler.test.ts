// Section 9 of the contract: what the compiler finds.

import { describe, expect, it } from "vitest";
import { compiled, codes, told } from "../support/contract.js";

const rule = (condition: string, verdict = "block"): string =>
  `rule r on search.query { when ${condition}, ${verdict} }`;

/** A mistake, and all that is told of it. */
const ERRORS: readonly (readonly [what: string, text: string, told: string])[] = [
  ["syntax", "rule r on search.query { alow }", "AP1003 «alow»"],
  ["an unknown name", rule("agent.rol == clerk"), "AP2001 «rol»"],
  ["an unknown member", rule("agent.role == clark"), "AP2051 «clark»"],
  ["an unknown rule", 'test "t" { action search.query(text: "x") expect block by r }', "AP2001 «r»"],
  ["a type mismatch", rule("agent.role == 5"), "AP2050 «5»"],
  ["a unit mismatch", "rule r on payments.send { when args.amount > 5, block }", "AP2056 «5»"],
  ["an optional read without `has`", rule('context.ticket == "x"'), "AP2059 «context.ticket»"],
  ["a selector that picks nothing", "rule r on serch.* { block }", "AP2011 «serch.*»"],
  ["a duplicate", "let a = true\nlet a = false\nrule r on search.query { when a, block }", "AP2002 «a»"],
  [
    "a malformed literal",
    'rule r on files.read { when args.path like "/a/../b", block }',
    'AP2057 «"/a/../b"»',
  ],
];

const WARNINGS: readonly (readonly [what: string, text: string, code: string])[] = [
  ["an `on_error` that permits", "policy p { on_error allow }", "AP3025"],
  [
    "an `on_timeout` that permits",
    'agent { id: string, owner?: string }\napprover a { webhook "https://x.example", on_timeout allow, group treasury }\nrule r on search.query { escalate to a }',
    "AP3032",
  ],
  ["an unused declaration", "let a = true", "AP3006"],
  [
    "a restricting rule that a missing prediction switches off",
    rule("has impact.hosts and impact.hosts > 3"),
    "AP3023",
  ],
  [
    "needs in a policy without `agent.owner`",
    "agent { id: string }\nquorum q on search.query { need 1 of treasury, else block }",
    "AP3027",
  ],
  ["a permission on a plain `runs`", 'rule r on shell.exec { when args.command runs "ls", allow }', "AP3022"],
  [
    "a grant's scope that an agent can choose",
    'sandbox b { run "sh" }\ngrant g on shell.exec { inside b, scope context.task, expires 1h, else block }',
    "AP3014",
  ],
];

describe("errors", () => {
  it.each(ERRORS)("%s: one mistake, one message", (_, text, expected) => {
    expect(told(text).filter((line) => !line.startsWith("AP3006"))).toEqual([expected]);
    expect(compiled(text).table).toBeUndefined();
    expect(compiled(text).diagnostics.map(({ severity }) => severity)).toContain("error");
  });

  it("an import circle", () => {
    const files = { "a.agentpol": 'import "./b.agentpol"', "b.agentpol": 'import "./a.agentpol"' };
    expect(codes('import "./a.agentpol"', files)).toEqual(["AP2004"]);
  });

  it("recovery: mistakes in several clauses are each told", () => {
    const text =
      "rule r on search.query { alow }\nrule s on search.query { when agent.rol == clerk, block }\nrule t on serch { allow }";
    expect(codes(text)).toEqual(["AP1003", "AP2001", "AP2011"]);
  });

  it.each([
    [rule("agent.rol == clerk"), "role"],
    [rule("agent.role == clark"), "clerk"],
    ["rule r on serch.query { block }", "search.query"],
  ])("names come with the nearest name that would fit: %s", (text, nearest) => {
    const [diagnostic] = compiled(text).diagnostics.filter(({ severity }) => severity === "error");
    expect(
      `${diagnostic?.help ?? ""} ${diagnostic?.fixes.map(({ title }) => title).join(" ") ?? ""}`,
    ).toContain(nearest);
  });
});

describe("warnings", () => {
  it.each(WARNINGS)("%s", (_, text, code) => {
    expect(codes(text)).toEqual([code]);
    const { table, diagnostics } = compiled(text);
    expect(table).toBeDefined();
    expect(diagnostics.find((each) => each.code === code)?.severity).toBe("warning");
  });
});
