// From a name to all places that name the same, in every file of the workspace.

import { describe, expect, it } from "vitest";
import { highlightsAt, referencesAt } from "../../../lsp/features/references.js";
import type { Target } from "../../../lsp/features/view.js";
import { scene } from "../../support/scene.js";

const byPlace = (a: Target, b: Target): number =>
  a.path === b.path ? a.start - b.start : a.path < b.path ? -1 : 1;

/** What is named at the cursor is named at the marks. */
function checkReferences(text: string): void {
  const { workspace, path, offset, marks } = scene(text);
  const found = referencesAt(workspace, path, offset, true);
  expect(found.toSorted(byPlace)).toEqual(marks.toSorted(byPlace));
}

const WORKSPACE = `//- base.agentpol
action «pay.send»(amount: int) { effect write, reversible never }
rule base_rule on pay.* { when args.amount > 5, block }
//- main.agentpol
policy main { default block }
import "./base.agentpol"
rule large on «pay.<|>send» { when args.amount > 10, block }
rule all on «pay.*» { allow }
test "t" { action «pay.send»(amount: 1), expect block by base.base_rule }
//- other.agentpol
policy other { default block }
import "./base.agentpol"
rule r on * except «pay.send» { allow }
//- main.cases.yaml
policy: main.agentpol
cases:
  - name: one
    action: { name: «pay.send», args: { amount: 1 } }
    matrix: { action.name: [«pay.send»] }
    expect: block
`;

describe("the references of a name", () => {
  it("are in every policy that imports its declaration, in tests and in cases", () => {
    checkReferences(
      WORKSPACE.replace("rule base_rule on pay.*", "rule base_rule on «pay.*»").replace(
        "rule r on * except",
        "rule r on «*» except",
      ),
    );
  });

  it("leave the declaration out where only uses are asked for", () => {
    const { workspace, path, offset } = scene(`policy p { default block }
group sec = ["a@x"]
rule r on * { escalate to s<|>ec }
`);
    expect(referencesAt(workspace, path, offset, false)).toHaveLength(1);
    expect(referencesAt(workspace, path, offset, true)).toHaveLength(2);
  });

  it("of a rule are qualified elsewhere", () => {
    checkReferences(`//- base.agentpol
rule «ba<|>sic» on * { block }
//- main.agentpol
policy main { default block }
import "./base.agentpol"
rule basic on * { block }
test "t" { action x(), expect block by base.«basic», expect block by basic, expect block code "base.«basic»" }
//- main.cases.yaml
policy: main.agentpol
cases:
  - { name: a, action: { name: x }, expect: { verdict: block, by: base.«basic», code: "base.«basic»" } }
  - { name: b, action: { name: x }, expect: { verdict: block, by: basic } }
`);
  });

  it("of attributes and members are in requests of tests and cases, and between quotes", () => {
    const text = `//- main.agentpol
policy main { default block }
agent { id: string, role: «cl<|>erk» | lead, roles: list<clerk | lead> }
rule r on * { when agent.role == «clerk» and clerk in agent.roles, allow }
killswitch k { scope agent.role }
test "t" { agent { id: "clerk", role: «clerk» }, kill agent.role «clerk» }
//- main.cases.yaml
policy: main.agentpol
cases:
  - name: clerk
    agent: { id: clerk, role: "«clerk»", roles: [clerk] }
    matrix: { agent.role: [«clerk», 'lead'] }
    steps:
      - { kill: agent.role, value: «clerk» }
      - { expect: block }
`;
    checkReferences(text);
    checkReferences(
      text
        .replaceAll(/[«»]|<\|>/g, "")
        .replace("role: clerk | lead", "«ro<|>le»: clerk | lead")
        .replace("agent.role ==", "agent.«role» ==")
        .replace("scope agent.role", "scope agent.«role»")
        .replace("role: clerk }", "«role»: clerk }")
        .replace("kill agent.role", "kill agent.«role»")
        .replace('role: "clerk"', '«role»: "clerk"')
        .replace("matrix: { agent.role", "matrix: { agent.«role»")
        .replace("kill: agent.role", "kill: agent.«role»"),
    );
  });

  it("of fields of arguments and results are in cases, too", () => {
    checkReferences(`//- main.agentpol
policy main { default block }
action a(row: { «na<|>me»: string }) gives { name: string } { effect read, reversible always }
rule r on a { when args.row.«name» == "x", allow }
rule s on result of a { when result.name == "x", block }
//- main.cases.yaml
policy: main.agentpol
cases:
  - name: one
    action: { name: a, args: { row: { «name»: x } } }
    matrix: { args.row.«name»: [x, y] }
    steps: [{ expect: allow }, { result: { name: x } }]
`);
  });

  it("of what a floor declares, too, are in the policies above it", () => {
    checkReferences(`//- floor.agentpol
policy floor { default allow }
agent { «role»: a | b }
rule f on * { when agent.«role» == a, block }
//- main.agentpol
policy main { default block, floor "./floor.agentpol" }
agent { «role»: a | b }
rule r on * { when agent.«ro<|>le» == a, allow }
`);
  });

  it("are found from a cases file, in a file with mistakes, and in lines that end in \\r\\n", () => {
    const text = `//- main.agentpol
policy main { default block }
/* 🦊 */ rule «r» on * { allow }
rule x on { when (
//- main.cases.yaml
policy: main.agentpol
cases:
  - { name: "🦊", action: { name: x }, expect: { verdict: allow, by: «<|>r» } }
  - { name: 
`;
    checkReferences(text);
    checkReferences(text.replaceAll("\n", "\r\n").replaceAll(/(\/\/- \S+)\r/g, "$1"));
  });
});

describe("the highlights of a name", () => {
  it("are in its own file; where it is declared it is written", () => {
    const { workspace, path, offset, marks } = scene(`//- main.agentpol
policy main { default block }
import "./base.agentpol"
group «sec» = ["a@x"]
rule r on * { escalate to «s<|>ec» }
//- base.agentpol
rule b on * { escalate to sec }
`);
    const found = highlightsAt(workspace, path, offset);
    expect(found.map(({ place }) => place)).toEqual(marks);
    expect(found.map(({ role }) => role)).toEqual(["declaration", "reference"]);
  });
});
