// Renaming: everywhere at once, or not at all and why.

import { describe, expect, it } from "vitest";
import { prepareRenameAt, renameAt } from "../../../lsp/features/rename.js";
import { edited } from "../../../lsp/features/text-edits.js";
import { scene } from "../../support/scene.js";

/** What is named at the cursor is renamed at the marks, and nowhere else. */
function checkRename(text: string, newName: string): void {
  const { workspace, path, offset, marks } = scene(text);
  const result = renameAt(workspace, path, offset, newName);
  if ("refused" in result) throw new Error(result.refused);
  const found = [...result.edits].flatMap(([file, edits]) =>
    edits.map(({ start, end }) => ({ path: file, start, end })),
  );
  const key = (each: { path: string; start: number }): string =>
    `${each.path} ${String(each.start).padStart(9, "0")}`;
  const sorted = (all: readonly { path: string; start: number; end: number }[]): unknown =>
    all.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
  expect(sorted(found)).toEqual(sorted(marks));
  for (const edits of result.edits.values()) for (const { newText } of edits) expect(newText).toBe(newName);
}

function refusal(text: string, newName: string): string {
  const { workspace, path, offset } = scene(text);
  const result = renameAt(workspace, path, offset, newName);
  return "refused" in result ? result.refused : "it was renamed";
}

const HEAD = "policy p { default block }\n";

describe("renaming", () => {
  it("changes a rule wherever it is named: in its file, qualified elsewhere, in cases and in codes", () => {
    checkRename(
      `//- base.agentpol
rule «lar<|>ge» on * { block }
//- main.agentpol
policy main { default block }
import "./base.agentpol"
action go() { effect read, reversible always }
rule large on * { block }
test "large" { action go(), expect block by base.«large» code "base.«large»" }
//- main.cases.yaml
policy: main.agentpol
cases:
  - { name: large, action: { name: go }, expect: { verdict: block, by: base.«large» } }
`,
      "huge",
    );
  });

  it("changes a group over files and policies, from a use as from its declaration", () => {
    const text = `//- base.agentpol
group «sec» = ["a@x"]
//- a.agentpol
policy a { default block }
import "./base.agentpol"
rule r on * { escalate to «s<|>ec» "sec" }
action go() { effect read, reversible always }
//- b.agentpol
policy b { default escalate to «sec» }
import "./base.agentpol"
`;
    checkRename(text, "security");
    checkRename(text.replace("<|>", "").replace("«sec» =", "«sec<|>» ="), "security");
  });

  it("changes a parameter in its own let alone", () => {
    checkRename(`${HEAD}let a(«n»: int) = «<|>n» > 5\nlet b(n: int) = n > 6\n`, "count");
  });

  it("changes a variable in its own scope alone", () => {
    checkRename(
      `${HEAD}agent { tags: list<string> }
action go() { effect read, reversible always }
rule r on * { when any «t» in agent.tags: «t<|>» == "x" or (any t in agent.tags: t == "y"), allow }
`,
      "tag",
    );
  });

  it("changes with an argument those of other actions that a rule reads as one", () => {
    checkRename(
      `${HEAD}action a(«to»: string) { effect read, reversible always }
action b(«to»: string) { effect read, reversible always }
action c(to: string) { effect read, reversible always }
rule r on a, b { when args.«t<|>o» == "x", block "not to {args.«to»}" }
rule s on c { when args.to == "x", allow }
test "t" { action b(«to»: "to"), expect block }
`,
      "target",
    );
  });

  it("changes what policy and floor both declare", () => {
    checkRename(
      `//- floor.agentpol
policy floor { default allow }
agent { «role»: a | b }
action go() { effect read, reversible always }
rule f on * { when agent.«role» == a, block }
//- main.agentpol
policy main { default block, floor "./floor.agentpol" }
agent { «ro<|>le»: a | b }
action go() { effect read, reversible always }
`,
      "duty",
    );
  });

  it("changes members between quotes in cases, and leaves other texts", () => {
    checkRename(
      `//- main.agentpol
policy main { default block }
agent { id: string, role: «cle<|>rk» | lead }
action go() { effect read, reversible always }
rule r on * { when agent.role == «clerk», block "clerk" }
//- main.cases.yaml
# clerk
policy: main.agentpol
cases:
  - { name: clerk, agent: { id: clerk, role: "«clerk»" }, action: { name: go }, expect: block }
`,
      "teller",
    );
  });

  it("changes a policy before its rules' names", () => {
    checkRename(
      `policy «ma<|>in» { default block }
action go() { effect read, reversible always }
rule r on * { block }
test "main" { action go(), expect block by «main».r code "«main».r" }
`,
      "other",
    );
  });

  it("works in files with mistakes, with \\r\\n and letters beyond ASCII", () => {
    checkRename(
      `${HEAD}/* 🦊 */ group «sec» = ["é@x"]\r\nrule r on * { escalate to «<|>sec» "🦊" }\r\nrule x on { when ( }\r\n`,
      "security",
    );
  });

  it("to the same name changes nothing", () => {
    checkRename(`${HEAD}group se<|>c = ["a@x"]\n`, "sec");
  });
});

describe("renaming is refused", () => {
  it.each([
    ["what is no name", 'group s<|>ec = ["a@x"]', "1st", /`1st` is no name: a name is letters/],
    [
      "what is no action's name",
      "action g<|>o() { effect read, reversible always }",
      "go..on",
      /is no name: the name of an action/,
    ],
    ["a keyword of the language", "ru<|>le r on * { allow }", "x", /Nothing that is declared/],
    ["a type of the language", "agent { id: str<|>ing }", "x", /Nothing that is declared/],
    ["a file", 'import "./ba<|>se.agentpol"', "x", /A file is renamed where files are/],
    [
      "a pattern",
      "action a.x() { effect read, reversible always }\naction a.y() { effect read, reversible always }\nrule r on a<|>.* { allow }",
      "b",
      /`a\.\*` stands for actions/,
    ],
    [
      "where the name is taken",
      'group s<|>ec = ["a@x"]\ngroup ops = ["b@x"]',
      "ops",
      /the group `ops` is declared twice \(main\.agentpol, line 2\)/,
    ],
    [
      "where a thing of another kind has it",
      'let a<|>b = true\nzone lan = ["a.example"]',
      "lan",
      /`lan` is declared twice/,
    ],
    ["where the language has it", "let a<|>b = true", "agent", /`agent`/],
    [
      "where it would begin a clause",
      "agent { on: bool }\nlet a<|>b = agent.on\nrule r on * { when ab, allow }",
      "block",
      /would be a mistake/,
    ],
    [
      "where a member would win over it",
      "agent { role: clerk | lead }\nlet boss = lead_role\nlet lead_<|>role = agent.role\nrule r on * { when agent.role == lead_role, allow }",
      "lead",
      /would stand for the member `lead`|would be a mistake/,
    ],
    [
      "where a variable would hide it",
      'agent { tags: list<string> }\naction go() { effect read, reversible always }\nlet fo<|>x = "x"\nrule r on * { when any t in agent.tags: t == fox, allow }',
      "t",
      /would stand for the variable `t`|would be a mistake/,
    ],
    [
      "where patterns would no longer pick it",
      "action a.x() { effect read, reversible always }\naction a.y() { effect read, reversible always }\nrule r on a.* { allow }\nrule s on a.<|>x { allow }",
      "b.x",
      /`a\.\*` in main\.agentpol, line 4, would/,
    ],
    [
      "of what the language knows by name",
      "agent { i<|>d: string }",
      "name",
      /The language knows `agent\.id` by this name/,
    ],
    [
      "to what the language knows by name",
      "agent { boss<|>: string }",
      "owner",
      /`agent\.owner` means something to the language/,
    ],
  ])("%s", (_, text, newName, reason) => {
    expect(refusal(HEAD + text, newName)).toMatch(reason);
  });

  it("outside the workspace", () => {
    const { workspace } = scene(`${HEAD}group sec = ["a@x"]\n`);
    const other = workspace.with(new Map([["/elsewhere/x.agentpol", `${HEAD}group sec = ["a@x"]\n`]]));
    expect(prepareRenameAt(other, "/elsewhere/x.agentpol", HEAD.length + 7)).toEqual({
      refused: "/elsewhere/x.agentpol lies outside the workspace.",
    });
  });

  it("not in a file that was never saved", () => {
    const { workspace } = scene(HEAD);
    const path = "/untitled:Untitled-1.agentpol";
    const other = workspace.with(new Map([[path, `${HEAD}group sec = ["a@x"]\n`]]));
    expect(prepareRenameAt(other, path, HEAD.length + 7)).toMatchObject({ text: "sec" });
    expect(renameAt(other, path, HEAD.length + 7, "ops")).toMatchObject({
      edits: expect.any(Map) as unknown,
    });
  });

  it("where data names it, which no policy holds", () => {
    const text = `//- main.agentpol
${HEAD}type Role = cle<|>rk | lead
data roles: set<Role> from "roles.json"
//- roles.json
["clerk"]
`;
    expect(refusal(text, "teller")).toMatch(/would be a mistake: .*roles\.json/);
  });
});

describe("preparing a renaming", () => {
  it("tells what would be renamed, where the cursor is and right behind it", () => {
    const { workspace, path, offset, marks } = scene(`${HEAD}group «s<|>ec» = ["a@x"]\n`);
    expect(prepareRenameAt(workspace, path, offset)).toEqual({ place: marks[0], text: "sec" });
    expect(prepareRenameAt(workspace, path, marks[0]!.end)).toEqual({ place: marks[0], text: "sec" });
  });
});

describe("edits of a text", () => {
  it("are made at once, by their places in the text as it was", () => {
    expect(
      edited("a bc a", [
        { start: 0, end: 1, newText: "xyz" },
        { start: 5, end: 6, newText: "" },
      ]),
    ).toBe("xyz bc ");
  });
});
