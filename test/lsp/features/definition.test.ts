// From a name to where it is declared: every kind of name, in every place where one may stand.

import { describe, expect, it } from "vitest";
import { definitionAt, typeDefinitionAt } from "../../../lsp/features/definition.js";
import { scene } from "../../support/scene.js";

/** The name at the cursor is declared at the marks. */
function checkDefinition(text: string): void {
  const { workspace, path, offset, marks } = scene(text);
  const found = definitionAt(workspace, path, offset)?.targets.map(({ place }) => place) ?? [];
  expect(found).toEqual(marks);
}

function checkType(text: string): void {
  const { workspace, path, offset, marks } = scene(text);
  expect(typeDefinitionAt(workspace, path, offset)).toEqual(marks);
}

const HEAD = "policy p { default block }\n";
const ACTIONS = `action pay.send(amount: int, to: string) { effect write, reversible never }
action pay.check(amount: int) { effect read, reversible always }
action find(text: string) { effect read, reversible always }
`;

describe("the definition of a name", () => {
  it.each([
    ["an attribute", "agent { «role»: a | b }\nrule r on * { when agent.<|>role == a, allow }"],
    ["its last letter", "agent { «role»: a | b }\nrule r on * { when agent.role<|> == a, allow }"],
    [
      "a field of one",
      'context { at: { «city»: string } }\nrule r on * { when context.at.ci<|>ty == "x", allow }',
    ],
    ["a member", "agent { role: «clerk» | lead }\nrule r on * { when agent.role == cle<|>rk, allow }"],
    [
      "a member in a list",
      "agent { role: clerk | «lead» }\nrule r on * { when agent.role in [clerk, le<|>ad], allow }",
    ],
    [
      "a member before `in`",
      "agent { roles: set<«a» | b> }\nrule r on * { when <|>a in agent.roles, allow }",
    ],
    [
      "a member of a named type",
      "type Role = clerk | «lead»\nagent { role: Role }\nrule r on * { when <|>lead == agent.role, allow }",
    ],
    [
      "a member at the end of a range",
      "agent { level: low < mid < «high» }\nrule r on * { when agent.level in low..<|>high, allow }",
    ],
    ["a type", "type «Role» = clerk | lead\nagent { role: Ro<|>le }"],
    ["a type in a list", "type «Role» = clerk | lead\nagent { roles: list<Ro<|>le> }"],
    [
      "an argument",
      'action go(«to»: string) { effect read, reversible always }\nrule r on go { when args.<|>to == "x", allow }',
    ],
    ["an argument in a trait", "action go(«to»: path) { reads <|>to, reversible always }"],
    [
      "an argument in a reason",
      'action go(«to»: string) { effect read, reversible always }\nrule r on go { block "not to {args.<|>to}" }',
    ],
    [
      "an argument in a test",
      'action go(«to»: string) { effect read, reversible always }\ntest "t" { action go(<|>to: "x"), expect block }',
    ],
    [
      "an argument of each action",
      'action a(«to»: string) { effect read, reversible always }\naction b(«to»: string) { effect read, reversible always }\nrule r on a, b { when args.<|>to == "x", allow }',
    ],
    [
      "an argument in a let",
      'action a(«to»: string) { effect read, reversible always }\nlet far = args.<|>to == "x"\nrule r on a { when far, allow }',
    ],
    [
      "an argument in a let of a let",
      'action a(«to»: string) { effect read, reversible always }\nlet far = args.<|>to == "x"\nlet further = not far\nrule r on a { when further, allow }',
    ],
    [
      "an argument of an earlier action",
      'action a(«to»: string) { effect read, reversible always }\naction b(to: int) { effect read, reversible always }\nrule r on b { when formerly(a where args.<|>to == "x", within 1h), allow }',
    ],
    ["an action", "action «pay.send»() { effect write, reversible never }\nrule r on pay<|>.send { allow }"],
    [
      "an action in a test",
      'action «pay.send»() { effect write, reversible never }\ntest "t" { action pay.se<|>nd(), expect block }',
    ],
    [
      "an action by its name in quotes",
      'action «go»() { effect write, reversible never }\nrule r on * { when action.name == "g<|>o", allow }',
    ],
    [
      "an action that is killed",
      'action «go»() { effect write, reversible never }\nkillswitch k { scope action.name }\ntest "t" { kill action.name <|>go }',
    ],
    [
      "all that a pattern picks",
      "action «a.x»() { effect read, reversible always }\naction «a.y»() { effect read, reversible always }\naction b() { effect read, reversible always }\nrule r on a<|>.* { allow }",
    ],
    ["a let", 'let «late» = hour(now, "UTC") > 20\nrule r on * { when la<|>te, block }'],
    ["a parameter", "let big(«n»: int) = <|>n > 5"],
    [
      "a variable",
      'agent { tags: list<string> }\nrule r on * { when any «t» in agent.tags: <|>t == "x", allow }',
    ],
    [
      "a variable within another of its name",
      'agent { tags: list<string> }\nrule r on * { when any t in agent.tags: any «t» in agent.tags: <|>t == "x", allow }',
    ],
    [
      "a field of a variable",
      "agent { rows: list<{ «n»: int }> }\nrule r on * { when any row in agent.rows: row.<|>n > 5, allow }",
    ],
    [
      "a data set",
      'data «names»: set<string> from "n.txt"\nagent { id: string }\nrule r on * { when agent.id in na<|>mes, allow }',
    ],
    [
      "a field of data",
      'data caps: map<string, { «most»: int }> from "n.json"\nagent { id: string }\nrule r on * { when has caps[agent.id] and caps[agent.id].<|>most > 5, allow }',
    ],
    [
      "a detector",
      'detector «ticket» = "T-1"\naction go(to: string) { effect read, reversible always }\nrule r on go { when args.to holds [tick<|>et], block }',
    ],
    [
      "a detector in a redaction",
      'detector «ticket» = "T-1"\naction go(to: string) { effect read, reversible always }\nredact r on go { mask args.to matching [tick<|>et] }',
    ],
    [
      "a classifier",
      'classifier «guard»(text: string): decimal { host "g" }\naction go(to: string) { effect read, reversible always }\nrule r on go { when gu<|>ard(args.to) > 0.5, block }',
    ],
    ["a group", 'group «sec» = ["a@x"]\nrule r on * { escalate to s<|>ec }'],
    ["a group in a need", 'group «sec» = ["a@x"]\nquorum r on * { need 1 of <|>sec, else block }'],
    [
      "an approver",
      'group g = ["a@x"]\napprover «ask» { webhook "https://x", group g }\nrule r on * { escalate to <|>ask }',
    ],
    ["a zone", 'zone «inside» = ["10.0.0.0/8"]\nboundary b on * { reach ins<|>ide, else block }'],
    [
      "a zone as a value",
      'zone «inside» = ["10.0.0.0/8"]\nagent { zone: zone }\nrule r on * { when agent.zone == ins<|>ide, allow }',
    ],
    ["a sandbox", 'sandbox «box» { read "/usr" }\nrule r on * { sandbox b<|>ox }'],
    ["a sandbox that is extended", 'sandbox «box» { read "/usr" }\nsandbox other { extends b<|>ox }'],
    ["a rule in a test", 'rule «r» on * { allow }\ntest "t" { action go(), expect allow by <|>r }'],
    [
      "a rule by its qualified name",
      'rule «r» on * { allow }\ntest "t" { action go(), expect allow by p.<|>r }',
    ],
    [
      "a rule that is approved",
      'group g = ["a@x"]\nquorum «q» on * { need 1 of g, else block }\nassert a on * { when not approved(<|>q), expect block }',
    ],
    [
      "a rule by its own code",
      'rule «r» on * { block }\ntest "t" { action go(), expect block code "p.<|>r" }',
    ],
    [
      "a kill switch",
      "agent { id: string }\nkillswitch «k» { scope agent.id }\nrule r on * { block, trip <|>k agent.id }",
    ],
    ["a key of state", "agent { «id»: string }\nthrottle t on * { limit 1 per 1h by agent.<|>id }"],
    [
      "a bound attribute",
      'agent { «id»: string }\nidentity i { issuer "https://x", keys "k", audience "a", bind [agent.<|>id = sub], else block }',
    ],
    [
      "a field of a result",
      'action go() gives { «body»: string } { effect read, reversible always }\nrule r on result of go { when result.<|>body == "x", block }',
    ],
    [
      "an argument that is omitted",
      "action go(«to»: string) { effect read, reversible always }\naudit { omit args.<|>to }",
    ],
    ["a declaration itself", 'group «s<|>ec» = ["a@x"]'],
  ])("of %s", (_, text) => {
    checkDefinition(HEAD + text);
  });

  it("of a policy before a rule's name is its header", () => {
    checkDefinition(
      `policy «p» { default block }\n${ACTIONS}rule r on * { allow }\ntest "t" { action find(text: "x"), expect allow by <|>p.r }`,
    );
  });

  it("of an attribute that two files declare is in both", () => {
    checkDefinition(`//- base.agentpol
agent { «role»: a | b }
//- main.agentpol
${HEAD}import "./base.agentpol"
agent { «role»: a | b }
rule r on * { when agent.<|>role == a, allow }
`);
  });

  it("of a member that two files declare is in both, and so is that of an action's and its floor's", () => {
    checkDefinition(`//- main.agentpol
policy p { default block, floor "./floor.agentpol" }
agent { role: «a» | b }
rule r on * { when agent.role == <|>a, allow }
//- floor.agentpol
policy floor { default allow }
agent { role: «a» | b }
`);
  });

  it("of an imported file is its beginning, and of its rules they", () => {
    const files = `//- main.agentpol
${HEAD}import "./ba<|>se.agentpol"
//- base.agentpol
rule «r» on * { allow }
`;
    const { workspace, path, offset } = scene(files);
    expect(definitionAt(workspace, path, offset)?.targets).toMatchObject([
      { place: { path: "/w/base.agentpol", start: 0 } },
    ]);
    checkDefinition(
      files
        .replace("<|>", "")
        .replace("//- base", `test "t" { action go(), expect allow by base.<|>r }\n//- base`),
    );
  });

  it.each([
    ["a name that nothing is declared by", "rule r on * { when agent.<|>role == a, allow }"],
    ["a keyword", "ru<|>le r on * { allow }"],
    ["a function of the language", 'rule r on * { when ho<|>ur(now, "UTC") > 5, allow }'],
    [
      "a member of the language's own",
      "let failed = true\nrule r on * { when formerly(* where outcome == fa<|>iled, within 1h), block }",
    ],
    ["a person", 'group g = ["ana<|>@x"]'],
    ["no name", 'group g =<|>   ["ana@x"]'],
  ])("of %s is nowhere", (_, text) => {
    checkDefinition(HEAD + text);
  });

  it("is found in lines that end in \\r\\n, behind what is no ASCII, and in a file with mistakes", () => {
    checkDefinition(
      `${HEAD}/* 🦊 déjà */ group «sec» = ["😀@x"]\r\nrule r on * { escalate to <|>sec "🦊" }\r\nrule on on { when ( }\r\n`,
    );
    checkDefinition(`${HEAD}agent { «role»: a | b, \nrule r on * { when agent.<|>role == `);
    checkDefinition(`${HEAD}let «x» = \nrule r on * { when <|>x and , block }\n}}`);
  });
});

describe("the definition of a type", () => {
  it.each([
    [
      "an attribute's type",
      "type «Role» = clerk | lead\nagent { role: Role }\nrule r on * { when agent.<|>role == clerk, allow }",
    ],
    [
      "that of a list's items",
      "type «Role» = clerk | lead\nagent { roles: list<Role> }\nrule r on * { when agent.<|>roles == [clerk], allow }",
    ],
    [
      "one that is written in place",
      "agent { role: «clerk | lead» }\nrule r on * { when agent.<|>role == clerk, allow }",
    ],
    [
      "a member's type",
      "type «Role» = clerk | lead\nagent { role: Role }\nrule r on * { when agent.role == <|>clerk, allow }",
    ],
    [
      "a let's type",
      "type «Role» = clerk | lead\nagent { role: Role }\nlet own = agent.role\nrule r on * { when <|>own == clerk, allow }",
    ],
    [
      "a variable's type",
      "type «Role» = clerk | lead\nagent { roles: set<Role> }\nrule r on * { when any v in agent.roles: <|>v == clerk, allow }",
    ],
    ["a parameter's type", "type «Role» = clerk | lead\nlet is(v: Role) = <|>v == clerk"],
    [
      "a data set's type",
      'type «Row» = { n: int }\ndata rows: map<string, Row> from "r.json"\nrule r on * { when has row<|>s["x"], allow }',
    ],
    ["that of what is declared here", "type «Role» = clerk | lead\nagent { ro<|>le: Role }"],
  ])("is %s", (_, text) => {
    checkType(HEAD + text);
  });

  it("of what has a type of the language's own is nowhere", () => {
    checkType(`${HEAD}agent { id: string }\nrule r on * { when agent.i<|>d == "x", allow }`);
  });
});
