// Section 4 of the contract: actions, their traits, wildcards, results, selectors.

import { describe, expect, it } from "vitest";
import { codes, deciding, holds, request, told } from "../support/contract.js";

const MENU = "rule menu on * { allow }\n";

describe("traits", () => {
  it.each([
    ["reads", "path", '"/x"'],
    ["writes", "path", '"/x"'],
    ["reaches", "url", '"https://x.example/"'],
    ["reaches", "host", '"x.example"'],
    ["reaches", "ip", '"10.0.0.1"'],
    ["runs", "command", '"ls"'],
    ["migrates", "sql", '"SELECT 1"'],
  ])("`%s ARG` takes a %s", async (trait, type, value) => {
    await holds(`action a.b(v: ${type}) { ${trait} v }\n${MENU}`, `action a.b(v: ${value}) expect allow`);
    expect(codes(`action a.b(v: int) { ${trait} v }`)).toEqual(["AP2013"]);
    expect(codes(`action a.b(v: ${type}) { ${trait} w }`)).toEqual(["AP2001"]);
  });

  it.each(["read", "write", "delete", "execute"])("`effect %s` is `action.effect`", async (effect) => {
    const policy = `action a.b() { effect ${effect} }\nrule r on a.b { when action.effect == ${effect}, allow }
rule other on a.b { when action.effect != ${effect}, block }`;
    await holds(policy, "action a.b() expect allow by r");
  });

  it("`reversible always`, `never` and `reported`, of which the request says, and its absence means irreversible", async () => {
    const policy = `action a.always() { reversible always }
action a.never() { reversible never }
action a.reported() { reversible reported }
action a.silent() { effect write }
rule r on a.* { when action.reversible, allow }`;
    await holds(
      policy,
      "action a.always() expect allow action a.never() expect block action a.silent() expect block by default",
    );
    const reported = "action a.reported()";
    await holds(
      policy,
      `${reported} expect block ${reported} reversible expect allow ${reported} irreversible expect block`,
    );
  });

  it("`reaches ARG port ARG`", async () => {
    const policy = `action a.b(h: host, p: int) { reaches h port p }
boundary b on a.b { reach "x.example:443", else block }\n${MENU}`;
    await holds(
      policy,
      'action a.b(h: "x.example", p: 443) expect allow action a.b(h: "x.example", p: 80) expect block by b',
    );
  });

  it("`action.name`", async () => {
    const policy = `${MENU}rule r on * { when action.name == search.query, block }`;
    await holds(
      policy,
      'action search.query(text: "x") expect block by r action files.read(path: "/x") expect allow',
    );
  });
});

describe("results", () => {
  const WEB = `action web.get(url: url) gives { content: string, status?: int } { reaches url }\n${MENU}`;
  const get = 'action web.get(url: "https://x.example/") expect allow result';

  it("`gives` says what comes back; a rule `on result of` reads `result`, `outcome` and the action's attributes", async () => {
    const policy = `${WEB}rule r on result of web.get {
  when result.content like "*x*" and outcome == ok and agent.role == clerk and host(args.url) == "x.example" and context.env == dev
  block
}`;
    await holds(policy, `${get} { content: "x" } expect block by r ${get} { content: "y" } expect allow`);
    await holds(
      policy,
      'action web.get(url: "https://y.example/") expect allow result { content: "x" } expect allow',
    );
    await holds(policy, `${get.replace("result", "outcome failed result")} { content: "x" } expect allow`);
    await holds(policy, `context { env: prod, task: "t" } ${get} { content: "x" } expect allow`);
  });

  it("is permitted unless such a rule holds it, whatever the default is", async () => {
    const policy = `policy p { default block }\n${WEB.replace(MENU, "")}rule may on web.get { allow }`;
    await holds(policy, `${get} { content: "x" } expect allow by default`);
  });

  it.each(["allow", "redact { mask result.content }", "escalate to treasury", "block", 'note "n"'])(
    "`%s` may stand there",
    (verdict) => {
      expect(codes(`${WEB}rule r on result of web.get { ${verdict} }`)).not.toContain("AP3150");
    },
  );

  it.each(["throttle", "sandbox box"])("`%s` may not", (verdict) => {
    expect(codes(`${WEB}sandbox box { run "sh" }\nrule r on result of web.get { ${verdict} }`)).toContain(
      "AP3150",
    );
  });

  it("one that is held, or does not fit its declaration, is withheld, and still counts in history", async () => {
    const { runtime } =
      await deciding(`${WEB}rule secret on result of web.get { when result.content == "s", block }
rule again on search.query { when count(web.get) >= 2, throttle }`);
    const report = async (result: unknown): Promise<object> => {
      const { id } = await runtime.attempt(request("web.get", { url: "https://x.example/" }));
      return runtime.report(id, { outcome: "ok", result });
    };
    expect(await report({ content: "fine" })).toMatchObject({ ok: true, result: { content: "fine" } });
    const held = await report({ content: "s" });
    expect(held).toMatchObject({ ok: false, decision: { rule: "example.secret" } });
    expect(held).not.toHaveProperty("result");
    const wrong = await report({ content: 7 });
    expect(wrong).toMatchObject({ ok: false, decision: { verdict: "block", code: "result.invalid" } });
    expect(wrong).not.toHaveProperty("result");
    expect((await runtime.attempt(request("search.query", { text: "x" }))).verdict).toBe("throttle");
  });

  it("`assert … on result of` is a claim, too", () => {
    expect(
      codes(`${WEB}assert a on result of web.get { when result.content == "s", expect at least block }`),
    ).toEqual([]);
    expect(codes(`${WEB}assert a on web.get { when result.content == "s", expect at least block }`)).toEqual([
      "AP2081",
    ]);
  });
});

describe("wildcards", () => {
  const MCP = `action mcp.*(path?: path, ...) { effect execute }\n`;

  it("declare every action of that shape which is not declared itself", async () => {
    const policy = `${MCP}action mcp.own(n: int) {}\n${MENU}`;
    await holds(
      policy,
      'action mcp.a.b(path: "/x", other: [1]) expect allow action mcp.a(path: 1) expect block code "request.invalid"',
    );
    await holds(
      policy,
      'action mcp.own(n: 1) expect allow action mcp.own(n: 1, other: 1) expect block code "request.invalid"',
    );
    await holds(policy, 'action other.a() expect block code "request.invalid"');
  });

  it("are joined with other actions in one question about the past, which counts both, and in what ends it", async () => {
    const world = `${MCP}action notes.add() {}\naction go() {}\naction end() {}\n${MENU}`;
    const asking = (question: string): string => `${world}rule r on go { when ${question}, block }`;
    const go = (verdict: string): string => `action go() expect ${verdict} `;
    const both = asking("count(mcp.a, notes.add) >= 2");
    await holds(both, `action notes.add() expect allow action mcp.a() expect allow ${go("block")}`);
    await holds(both, `action mcp.b() expect allow action mcp.a() expect allow ${go("allow")}`);
    const until = asking("formerly(notes.add, since mcp.a, end)");
    const note = `action notes.add() expect allow ${go("block")}`;
    await holds(until, `${note}action end() expect allow ${go("allow")}`);
    await holds(
      until,
      `${note}action mcp.b() expect allow ${go("block")}action mcp.a() expect allow ${go("allow")}`,
    );
  });

  it("`...` lets other arguments be: rules cannot name those, but `args holds`, `mask args` and the digest cover them", async () => {
    expect(codes(`${MCP}rule r on mcp.* { when args.other == 1, block }`)).toEqual(["AP2001"]);
    const key = "AKIAIOSFODNN7EXAMPLE";
    await holds(
      `${MCP}${MENU}rule r on mcp.* { when args holds [api_key], block }`,
      `action mcp.a(o: { p: ["${key}"] }) expect block action mcp.a(o: "x") expect allow`,
    );
    const { runtime } = await deciding(`${MCP}${MENU}redact r on mcp.* { mask args matching [api_key] }`);
    const { obligations } = await runtime.attempt(request("mcp.a", { o: { p: [key] } }));
    expect(obligations.args).toEqual({ o: { p: ["[redacted api_key]"] } });
    const digest = async (args: object): Promise<string | undefined> =>
      (await runtime.attempt(request("mcp.a", args))).digest;
    expect(await digest({ o: 1 })).not.toBe(await digest({ o: 2 }));
  });

  it("of overlapping ones the narrower has it; else an error", async () => {
    const policy = `${MCP}action mcp.fs.*(path: path) {}\n${MENU}`;
    await holds(
      policy,
      'action mcp.fs.a(path: "/x") expect allow action mcp.fs.a() expect block code "request.invalid" action mcp.a() expect allow',
    );
    expect(codes(`${MCP}action *.exec(command: string) {}`)).toEqual(["AP2170"]);
  });
});

describe("a selector", () => {
  const WORLD = `action db.read(x: int) {}
action db.migrate(x: int) {}
action db.deep.delete(x: string) {}
action fs.delete(y: int) {}
`;
  const names = ["db.read", "db.migrate", "db.deep.delete", "fs.delete"];
  const ARGS: Readonly<Record<string, string>> = { "db.deep.delete": 'x: ""', "fs.delete": "y: 1" };

  it.each([
    ["db.migrate", ["db.migrate"]],
    ["db.*", ["db.read", "db.migrate", "db.deep.delete"]],
    ["*.delete", ["db.deep.delete", "fs.delete"]],
    ["db.*.delete", ["db.deep.delete"]],
    ["db.read, fs.delete", ["db.read", "fs.delete"]],
    ["db.*, fs.* except db.read", ["db.migrate", "db.deep.delete", "fs.delete"]],
    ["db.*, fs.* except db.read, *.delete", ["db.migrate"]],
    ["* except *.*.*, files.*, payments.*", ["db.read", "db.migrate", "fs.delete"]],
  ])("%s", async (selector, picked) => {
    const steps = names.map(
      (name) =>
        `action ${name}(${ARGS[name] ?? "x: 1"}) expect ${picked.includes(name) ? "allow" : "block"}\n`,
    );
    await holds(`${WORLD}rule r on ${selector} { allow }`, steps.join(""));
  });

  it("`args.x` only where every action that it selects has an `x` of one type", () => {
    const rule = (selector: string): readonly string[] =>
      told(`${WORLD}rule r on ${selector} { when args.x == 1, allow }`);
    expect(rule("db.read, db.migrate")).toEqual([]);
    expect(rule("db.read, fs.delete")).toEqual(["AP2062 «x»"]);
    expect(rule("db.*")[0]).toBe("AP2063 «x»");
  });

  it.each(["dbs.*", "db.none", "db.read except db.*", "db.read, none.*"])(
    "that picks nothing is an error: %s",
    (selector) => {
      expect(codes(`${WORLD}rule r on ${selector} { allow }`)).toContain("AP2011");
    },
  );
});
