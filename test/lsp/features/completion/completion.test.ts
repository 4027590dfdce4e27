// What is offered, place by place.

import { describe, expect, it } from "vitest";
import { completionsAt, type Completion } from "../../../../lsp/features/completion/completion.js";
import { scene, viewAt } from "../../../support/scene.js";

const base = `policy pay { default block "no" }
/// Who acts.
agent   { id: string, role: clerk | lead, owner?: string, zone: zone }
context { env: dev | prod, ticket?: string, home: path }
impact  { hosts: int, cost: money(USD) }
type Level = low | high
group   treasury = ["ana@corp.example", "ben@corp.example"]
group   security = ["sec@corp.example"]
zone    office = ["*.corp.example"]
data    approved: set<string> from "approved.json"
detector case_no = "CASE-[0-9]+"
classifier injection(text: string): decimal { host "guard", timeout 200ms }
/// Large amounts.
let     risky(amount: money(USD)) = amount > 5_000 USD
sandbox box { read "/usr/**" }
killswitch freeze { scope [all, agent.id], need 1 of security }
approver desk { webhook "https://a.example", group treasury }
/// Sends money.
action  payments.send(to: string, amount: money(USD), level: Level, memo?: string) { effect write, reversible never }
action  payments.list() gives { rows: int } { effect read, reversible always }
action  shell.exec(command: command, cwd: path) { runs command, reversible reported }
rule    known on payments.send { allow, code "PAY-001" }
`;

/** The offers at the cursor, with the base before the text. */
function offers(text: string): readonly Completion[] {
  const at = scene(
    `//- main.agentpol\n${base}${text}\n//- other.agentpol\naction other.do()\n//- approved.json\n["x"]\n`,
  );
  return completionsAt(viewAt(at), at.offset).toSorted((a, b) => (a.sort < b.sort ? -1 : 1));
}

const labels = (text: string): readonly string[] => offers(text).map(({ label }) => label);

const inRule = (text: string): string => `rule r on payments.send {\n  ${text}\n}`;

describe("names and values", () => {
  it.each([
    ["attributes by section", "when agent.<|>", ["id", "role", "owner", "zone"]],
    ["arguments of the selected actions", "when args.<|>", ["to", "amount", "level", "memo"]],
    ["what is known of the action", "when action.<|>", ["name", "effect", "reversible"]],
    ["members after ==", "when agent.role == <|>", ["clerk", "lead"]],
    ["members of a named type", "when args.level != <|>", ["low", "high"]],
    ["members in a list", "when agent.role in [clerk, <|>", ["clerk", "lead"]],
    ["zones", "when agent.zone == <|>", ["office"]],
    ["actions where a name is asked for", "when action.name == <|>", ["payments.send", "payments.list"]],
    ["the rest of an action's name", "when action.name == payments.<|>", ["payments.send", "payments.list"]],
    ["units of a duration", "escalate to treasury within 10<|>", ["10m", "10h", "10s", "10d", "10ms"]],
    ["the currency of the type", "when args.amount > 10<|>", ["10 USD"]],
    ["a currency behind a blank", "when args.amount > 10 <|>", ["USD"]],
    ["truth", "when action.reversible == <|>", ["true", "false"]],
    [
      "names",
      "when <|>",
      ["agent", "context", "args", "risky", "injection", "now", "formerly", "not", "has", "any"],
    ],
    ["data where members are asked for", "when args.to in <|>", ["approved"]],
    ["what may be absent", "when has <|>", ["agent.owner", "context.ticket", "args.memo", "impact.hosts"]],
    ["detectors", "when args.to holds <|>", ["case_no", "us_ssn", "api_key"]],
    ["variables", "when any x in approved: <|>", ["x"]],
    ["whom to ask", "escalate to <|>", ["treasury", "security", "desk"]],
    ["boxes", "sandbox <|>", ["box"]],
    ["kill switches", "block trip <|>", ["freeze"]],
    ["scopes of the switch", "block trip freeze <|>", ["all", "agent.id"]],
    ["time zones", 'when hour(now, "<|>")', ["UTC", "Europe/Berlin"]],
    ["channels in use", 'notify "<|>"', []],
    ["attributes in a reason", 'block "not to {<|>"', ["args.to", "agent.id", "context.env"]],
    ["clauses of a history", "when count(payments.send, <|>", ["within", "by", "since", "payments.list"]],
    ["attributes of the earlier action", "when count(shell.exec where args.<|>", ["command", "cwd"]],
    ["keys", "when formerly(payments.send, by <|>", ["agent.id", "action.name", "args.to"]],
    ["what a history adds up", "when sum(<|>", ["args.amount", "impact.hosts"]],
    ["a parameter's type", "when risky(<|>", ["args.amount"]],
  ])("%s", (_, text, expected) => {
    expect(labels(inRule(text))).toEqual(expect.arrayContaining(expected));
  });

  it("offers members first, then what is of the type", () => {
    expect(labels(inRule("when agent.role == <|>")).slice(0, 3)).toEqual(["clerk", "lead", "agent.role"]);
  });

  it("are written out behind runs and its like", () => {
    expect(labels("rule r on shell.exec {\n  when args.command runs <|>\n}")).toEqual(['""', '[""]']);
  });

  it("are not what is being declared", () => {
    expect(labels("let own = <|>")).not.toContain("own");
    expect(labels("type Own = <|>")).not.toContain("Own");
  });

  it("writes in parentheses a word that begins a clause", () => {
    const text = `type Kind = code | data_only\ncontext { kind: Kind }\n${inRule("when context.kind == <|>")}`;
    expect(offers(text).find(({ label }) => label === "code")?.insert).toBe("(code)");
  });
});

describe("operators", () => {
  it.each([
    ["a command", "when args.command <|>", ["runs", "runs only", "touches", "redirects"]],
    ["a path", "when args.cwd <|>", ["like", "under"]],
  ])("of %s come first", (_, text, expected) => {
    expect(labels(`rule r on shell.exec {\n  ${text}\n}`).slice(0, expected.length)).toEqual(expected);
  });

  it("of an amount compare it", () => {
    expect(labels(inRule("when args.amount <|>")).slice(0, 4)).toEqual([">", ">=", "<", "<="]);
  });

  it("do not chain", () => {
    expect(labels(inRule("when agent.role == lead <|>"))).not.toContain("==");
    expect(labels(inRule("when agent.role == lead <|>"))).toEqual(expect.arrayContaining(["and", "or"]));
  });

  it("of commands alone have modifiers", () => {
    expect(labels(inRule("when agent.role == lead <|>"))).not.toContain("touching");
    expect(labels('rule r on shell.exec {\n when args.command runs only ["npm test"] <|>\n}')).toEqual(
      expect.arrayContaining(["with", "writing", "touching"]),
    );
  });
});

describe("clauses", () => {
  it("come first that must stand and do not", () => {
    expect(labels("quorum q on payments.send {\n  <|>\n}").slice(0, 2)).toEqual(["need", "else"]);
  });

  it("are left out that stand and may not stand twice, before the place and behind it", () => {
    const found = labels('cap c on payments.send {\n  code "X"\n  <|>\n  else block\n  within 5m\n}');
    expect(found).toEqual(
      expect.arrayContaining(
        ["limit", "when", "unless", "else", "notify", "mode"].filter((each) => each !== "else"),
      ),
    );
    for (const word of ["code", "within"]) expect(found).not.toContain(word);
  });

  it("have one verdict or a note", () => {
    expect(labels(inRule("allow\n  <|>"))).not.toContain("block");
    expect(labels(inRule("allow\n  <|>"))).not.toContain("note");
  });

  it("say what they mean", () => {
    const need = offers("quorum q on payments.send {\n  <|>\n}").find(({ label }) => label === "need");
    expect(need).toMatchObject({ insert: "need ${1:1} of ${2:treasury}", isSnippet: true });
    expect(need?.detail).toContain("need N of GROUP");
    expect(need?.doc).toContain("members of a group");
  });

  it.each([
    ["permit", "drift d on payments.send {\n permit [<|>\n}", ["add_table", "widen"]],
    ["reach", "boundary b on payments.send {\n reach [<|>\n}", ["office", "any"]],
    ["deny", "boundary b on payments.send {\n deny [<|>\n}", ["private", "metadata"]],
    ["need", "quorum q on payments.send {\n need 2 of <|>\n}", ["treasury", "security"]],
    [
      "acknowledging",
      "reversibility q on payments.send {\n need 2 of treasury acknowledging <|>\n}",
      ["irreversible"],
    ],
    ["limit", "cap c on payments.send {\n limit <|>\n}", ["impact.hosts", "args.amount", "sum"]],
    ["the bound", "cap c on payments.send {\n limit impact.cost <= 5<|>\n}", ["5 USD"]],
    ["by", "throttle t on payments.send {\n limit 5 per 1h by <|>\n}", ["agent.id", "action.name"]],
    ["inside", "grant g on payments.send {\n inside <|>\n}", ["box"]],
    ["scope", "killswitch k {\n scope [<|>\n}", ["all", "agent.id"]],
    ["resources", "sandbox s {\n limit [<|>\n}", ["cpu", "memory", "processes", "wall"]],
    ["paths in a box", "sandbox s {\n write [<|>\n}", ["context.home"]],
    ["extends", "sandbox s {\n extends <|>\n}", ["box"]],
    ["mask", "redact m on payments.send {\n mask <|>\n}", ["args", "args.to", "args.memo"]],
    ["matching", "redact m on payments.send {\n mask args.to matching [<|>\n}", ["case_no", "email"]],
    ["mode", "rule m on payments.send {\n mode <|>\n}", ["shadow"]],
    ["expect", "assert a on payments.send {\n expect <|>\n}", ["at", "block", "escalate"]],
    ["approved", "assert a on payments.send {\n when approved(<|>\n}", ["known"]],
    ["algorithms", "identity i {\n algorithms [<|>\n}", ["EdDSA", "ES256"]],
    ["bind", "identity i {\n bind [<|>\n}", ["agent.id", "context.env"]],
    ["group", "approver a {\n group <|>\n}", ["treasury"]],
    ["traits", "action a(p: path) {\n <|>\n}", ["effect", "reads", "reversible"]],
    ["arguments of a trait", "action a(n: int, p: path) {\n reads <|>\n}", ["p"]],
    ["effects", "action a() {\n effect <|>\n}", ["read", "write", "delete", "execute"]],
  ])("%s", (_, text, expected) => {
    expect(labels(text)).toEqual(expect.arrayContaining(expected));
  });
});

describe("actions and types", () => {
  it.each([
    ["after on", "rule r on <|> { allow }", ["payments.send", "payments.*", "shell.exec", "*"]],
    ["after except", "rule r on * except <|> { allow }", ["payments.send", "payments.*"]],
    ["types", "context { x: <|>", ["string", "int", "Level", "list", "money"]],
    ["currencies", "context { x: money(<|>", ["USD"]],
    ["policies to import", 'import "<|>"', ["./other.agentpol"]],
    ["files of data", 'data d: set<string> from "<|>"', ["approved.json"]],
    ["people", 'group g = ["<|>"]', ["ana@corp.example", "sec@corp.example"]],
  ])("%s", (_, text, expected) => {
    expect(labels(text)).toEqual(expect.arrayContaining(expected));
  });

  it("replaces the whole dotted name", () => {
    const text = "rule r on payments.se<|>nd { allow }";
    const found = offers(text).find(({ label }) => label === "payments.send");
    const whole = base + text.replace("<|>", "");
    expect(whole.slice(found?.start, found?.end)).toBe("payments.send");
  });

  it("counts what a wildcard picks", () => {
    expect(offers("rule r on <|> { allow }").find(({ label }) => label === "payments.*")?.detail).toBe(
      "2 actions",
    );
  });
});

describe("tests", () => {
  const inTest = (text: string): string => `test "t" {\n  ${text}\n}`;
  it.each([
    ["steps", "<|>", ["agent", "action", "expect", "after", "approve"]],
    ["attributes not yet given", 'agent { id: "x", <|> }', ["role", "owner", "zone"]],
    ["members", "agent { role: <|> }", ["clerk", "lead"]],
    ["actions", "action <|>", ["payments.send", "shell.exec"]],
    ["arguments", 'action payments.send(to: "x", <|>)', ["amount", "level", "memo"]],
    ["values of arguments", "action payments.send(level: <|>)", ["low", "high"]],
    ["verdicts", "expect <|>", ["allow", "block", "escalate"]],
    ["rules", "expect allow by <|>", ["known", "freeze", "default"]],
    ["codes", 'expect allow code "<|>"', ["PAY-001", "request.invalid"]],
    ["people", 'approve by "<|>"', ["ana@corp.example", "sec@corp.example"]],
    ["people, with quotation marks", "approve by <|>", ['"ana@corp.example"']],
    ["scopes", "kill <|>", ["all", "agent.id"]],
    ["outcomes", "outcome <|>", ["ok", "failed"]],
    ["results", "action payments.list()\n  result { <|> }", ["rows"]],
  ])("%s", (_, text, expected) => {
    expect(labels(inTest(text))).toEqual(expect.arrayContaining(expected));
  });

  it("does not offer twice what is given", () => {
    const found = labels(inTest('agent { id: "x", <|>, role: lead }'));
    expect(found).not.toContain("id");
    expect(found).not.toContain("role");
  });
});

describe("nothing", () => {
  it.each([
    ["in a line's comment", "// when agent.<|>\n"],
    ["in a block comment", "/* when agent.<|> */"],
    ["in an open comment", "/* agent.<|>"],
    ["in a documentation comment", "/// agent.<|>\n"],
    ["in a text of which nothing is known", inRule('when args.to == "<|>"')],
    ["where something is named", "group <|>"],
    ["where a rule is named", "rule <|>"],
  ])("%s", (_, text) => {
    expect(labels(text).filter((label) => label !== "on")).toEqual([]);
  });
});

describe("texts as they come", () => {
  it("has the places of a text with other scripts and emoji before", () => {
    const text = inRule('block "größer als 😀" when agent.role == <|>');
    expect(labels(text)).toEqual(expect.arrayContaining(["clerk", "lead"]));
  });

  it("reads lines that end as on Windows", () => {
    const at = scene(`${base}${inRule("when agent.role == <|>")}`.replaceAll("\n", "\r\n"));
    expect(completionsAt(viewAt(at), at.offset).map(({ label }) => label)).toEqual(
      expect.arrayContaining(["clerk", "lead"]),
    );
  });

  it.each([
    [
      "without the end of the form",
      "rule r on payments.send {\n  when agent.role == <|>\n\nrule other on * { allow }",
    ],
    ["with a mistake in another clause", inRule("when == ==\n  when agent.role == <|>")],
    ["with a mistake in the same clause", inRule("when agent.id = = 3 and agent.role == <|>")],
    ["with an open text above", 'rule x on * { block "open }\n' + inRule("when agent.role == <|>")],
    [
      "with an open bracket above",
      "rule x on * { when agent.role in [lead }\n" + inRule("when agent.role == <|>"),
    ],
  ])("%s", (_, text) => {
    expect(labels(text)).toEqual(expect.arrayContaining(["clerk", "lead"]));
  });

  it("knows what imported files declare", () => {
    const at = scene(
      `//- main.agentpol\npolicy p {}\nimport "./base.agentpol"\nrule r on * { when agent.<|> }\n//- base.agentpol\nagent { /// The name.\n name: string }\naction a()\nrule b on a { allow }\n`,
    );
    const [name] = completionsAt(viewAt(at), at.offset);
    expect(name).toMatchObject({ label: "name", detail: "string", doc: "The name." });
  });

  it("names the rules of another file by their whole name", () => {
    const at = scene(
      `//- main.agentpol\npolicy p {}\nimport "./base.agentpol"\ntest "t" { expect allow by <|> }\n//- base.agentpol\naction a()\nrule b on a { allow }\n`,
    );
    expect(completionsAt(viewAt(at), at.offset).map(({ label }) => label)).toContain("base.b");
  });
});
