// Colours by meaning.

import { describe, expect, it } from "vitest";
import { TOKEN_MODIFIERS, TOKEN_TYPES, tokensOf } from "../../../lsp/features/tokens.js";
import { scene } from "../../support/scene.js";

function tokens(text: string, within?: { readonly start: number; readonly end: number }): readonly string[] {
  const { workspace, path, files } = scene(text);
  const source = files.get(path) ?? "";
  return tokensOf(workspace, path, within).map(
    ({ start, end, type, modifiers }) => `${source.slice(start, end)} ${[type, ...modifiers].join(".")}`,
  );
}

const POLICY = `policy p { default block }
type Role = clerk | lead
agent { role: Role, id: string }
action pay.send(amount: int) { effect write, reversible never }
let big(n: int) = n > 5
group sec = ["a@x"]
rule r on pay.* { when agent.role == clerk and big(args.amount) and hour(now, "UTC") > 5, escalate to sec "🦊 {agent.id}" }
`;

describe("semantic tokens", () => {
  it("say what names stand for, where they are declared, and what is the language's own", () => {
    expect(tokens(POLICY)).toEqual([
      "p namespace.declaration",
      "Role type.declaration",
      "clerk enumMember.declaration.readonly",
      "lead enumMember.declaration.readonly",
      "role property.declaration",
      "Role type",
      "id property.declaration",
      "string type.defaultLibrary",
      "pay.send method.declaration",
      "amount parameter.declaration",
      "int type.defaultLibrary",
      "big variable.declaration.readonly",
      "n parameter.declaration",
      "int type.defaultLibrary",
      "n parameter",
      "sec class.declaration",
      "r function.declaration",
      "pay.* method",
      "agent variable.defaultLibrary",
      "role property",
      "clerk enumMember.readonly",
      "big variable.readonly",
      "args variable.defaultLibrary",
      "amount parameter",
      "hour function.defaultLibrary",
      "now variable.defaultLibrary",
      "sec class",
      "id property",
    ]);
  });

  it("of a stretch are those that touch it", () => {
    const start = POLICY.indexOf("group");
    expect(tokens(POLICY, { start, end: POLICY.indexOf("rule") })).toEqual(["sec class.declaration"]);
  });

  it("are there in files with mistakes, with \\r\\n, and in cases", () => {
    expect(
      tokens(`policy p { default block }\r\ngroup sec = ["🦊"]\r\nrule r on { escalate to sec`),
    ).toContain("sec class");
    expect(
      tokens(`//- p.cases.yaml
policy: p.agentpol
cases: [{ name: one, agent: { role: clerk }, action: { name: pay.send }, expect: { verdict: block, by: r } }]
//- p.agentpol
${POLICY}`),
    ).toEqual(["role property", "clerk enumMember.readonly", "pay.send method", "r function"]);
  });

  it("stand in order, do not overlap, and are of the legend", () => {
    const { workspace, path } = scene(POLICY);
    const found = tokensOf(workspace, path);
    for (const [at, { start, end, type, modifiers }] of found.entries()) {
      expect(start).toBeGreaterThanOrEqual(found[at - 1]?.end ?? 0);
      expect(end).toBeGreaterThan(start);
      expect(TOKEN_TYPES).toContain(type);
      for (const modifier of modifiers) expect(TOKEN_MODIFIERS).toContain(modifier);
    }
  });
});
