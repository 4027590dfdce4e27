import { describe, expect, it } from "vitest";
import { checkFiles, problems, problemsOf, programOf, SHOP } from "../../support/problems.js";

describe("types", () => {
  it.each<[string, readonly string[]]>([
    ["type A = B\ntype B = C\ntype C = A", ["AP2008 «B»"]],
    ["type A = list<A>", ["AP2008 «A»"]],
    ["type A = { a: int, a: string }", ["AP2002 «a»"]],
    ["type A = x | y | x", ["AP2002 «x»"]],
    ["type A = | x", ["AP2009 «| x»"]],
    ["type A = a < b < c", ["AP3006 «A»"]],
    ["type A = map<string, int>", ["AP3006 «A»"]],
    ["type A = map<int, int>", ["AP2021 «map<int, int>»"]],
    ["type A = map<string>", ["AP2021 «map<string>»"]],
    ["type A = list<map<string, int>>", ["AP2028 «map<string, int>»"]],
    ["type A = { m: map<string, int> }", ["AP2028 «map<string, int>»"]],
    ["context { m: map<string, int> }", ["AP2028 «map<string, int>»"]],
    ["action a.b(m: map<string, int>) { }\nrule r on a.b { allow }", ["AP2028 «map<string, int>»"]],
    ["type A = list<int, int>", ["AP2021 «list<int, int>»"]],
    ["type A = money(dollars)", ["AP2012 «dollars»"]],
    ["type A = money(US)", ["AP2012 «US»"]],
    ["type A = strng", ["AP2001 «strng»"]],
    ["type A = zone", ["AP2024 «zone»"]],
    ["type string = int", ["AP2007 «string»"]],
    ["type A = int\ntype A = int", ["AP2002 «A»"]],
    ["type A = { a: { b: { c: nothing } } }", ["AP2001 «nothing»"]],
  ])("%s", (text, expected) => {
    expect(problemsOf(text)).toEqual(expected);
  });

  it("follow aliases in any order, and keep the declared name of an enum", () => {
    const program = programOf(`${SHOP}
      agent { kind: Kind, at: { zone: zone, more?: Names, ... } }
      type Kind = Inner
      type Inner = a | b
      type Names = set<list<money(EUR)>>
      zone near = "*.near.example"
      zone far  = "*.far.example"`);
    expect(program.agent.fields.get("kind")).toMatchObject({
      type: { kind: "enum", members: ["a", "b"], name: "Inner" },
      optional: false,
    });
    const at = program.agent.fields.get("at")?.type;
    expect(at).toMatchObject({ kind: "record", open: true });
    if (at?.kind !== "record") return;
    expect(at.fields.get("zone")?.type).toEqual({ kind: "enum", members: ["near", "far"], name: "zone" });
    expect(at.fields.get("more")).toEqual({
      type: { kind: "set", element: { kind: "list", element: { kind: "money", currency: "EUR" } } },
      optional: true,
    });
  });

  it("nest to a bound, in either order of declaration", () => {
    const chain = (length: number): readonly string[] =>
      Array.from({ length }, (_, at) => `type T${at} = ${at + 1 < length ? `list<T${at + 1}>` : "int"}`);
    expect(problemsOf(chain(90).join("\n")).filter((line) => !line.startsWith("AP3006"))).toEqual([]);
    expect(problemsOf(chain(3000).join("\n"))[0]).toMatch(/^AP2025 /);
    expect(problemsOf(chain(3000).toReversed().join("\n"))[0]).toMatch(/^AP2025 /);
  });

  it("have a bounded size, however often they name each other", () => {
    const doubling = Array.from({ length: 60 }, (_, at) => `type D${at + 1} = { a: D${at}, b: D${at} }`);
    expect(problemsOf(["type D0 = int", ...doubling].join("\n"))[0]).toBe("AP2025 «{ a: D12, b: D12 }»");
  });
});

describe("attributes", () => {
  it.each<[string, readonly string[]]>([
    ["agent { role: clerk | boss }", ["AP2010 «role»"]],
    ["agent { x: int }\nagent { x: int }", []],
    ["agent { role: lead | clerk }", []],
    ["context { y: int, y: int }", ["AP2002 «y»"]],
    ["context { z: time volatile, w?: { volatile a: int, b: int } }", []],
    ["action a.b(r: { volatile n: int }) { }\nrule r on a.b { allow }", ["AP2027 «volatile»"]],
    ["type T = { n: int volatile }\ncontext { z: T }", ["AP2027 «volatile»"]],
    ["context { z: list<{ volatile n: int }> }", ["AP2027 «volatile»"]],
  ])("%s", (text, expected) => {
    expect(problemsOf(text)).toEqual(expected);
  });

  it("are merged over imports: required where one block requires it, and all of impact optional", () => {
    const base =
      "agent { id: string, team?: string }\nimpact { load: int }\ncontext { env: dev | prod, ... }";
    const program = programOf(`import "base.agentpol"\n${SHOP}agent { team: string }`, {
      "base.agentpol": base,
    });
    expect([...program.agent.fields.keys()]).toEqual(["id", "team", "role", "owner"]);
    expect(program.agent.fields.get("team")?.optional).toBe(false);
    expect(program.agent.open).toBe(false);
    expect(program.context.open).toBe(true);
    expect([...program.impact.fields.values()].every(({ optional }) => optional)).toBe(true);
  });
});

describe("actions", () => {
  it.each<[string, readonly string[]]>([
    ["action a.b(x: path) { reads y }", ["AP2001 «y»"]],
    ["action a.b(x: string) { reads x }", ["AP2013 «x»"]],
    ["action a.b(x: path) { runs x }", ["AP2013 «x»"]],
    ["action a.b(x: path) { migrates x }", ["AP2013 «x»"]],
    ["action a.b(x: string) { reaches x }", ["AP2013 «x»"]],
    ["action a.b(x: host, p: string) { reaches x port p }", ["AP2013 «p»"]],
    ["action a.b(x: path) { reads x, reads x }", ["AP2002 «reads x»"]],
    ["action a.b(x: path) { effect read, effect write }", ["AP2002 «effect write»"]],
    ["action a.b(x: path) { effect raed }", ["AP2001 «raed»"]],
    ["action a.b(x: path) { reversible sometimes }", ["AP2001 «sometimes»"]],
    ["action a.b(x: path, x: int) { }", ["AP2002 «x»"]],
    ["action files.read() { }", ["AP2002 «files.read»"]],
    ["action a.b(x: pth) { reads x }", ["AP2001 «pth»"]],
  ])("%s", (text, expected) => {
    expect(problemsOf(text)).toEqual(expected);
  });

  it("are irreversible unless they say otherwise", () => {
    const program = programOf(`${SHOP}
      action a.one() { }
      action a.two(a: path, b: path, c: host, d: url, p?: int) {
        reads a, reads b, writes b, reaches c port p, reaches d, effect execute, reversible reported
      }`);
    expect(program.actions.find(({ name }) => name === "a.one")).toMatchObject({ reversible: "never" });
    expect(program.actions.find(({ name }) => name === "a.two")).toMatchObject({
      effect: "execute",
      reversible: "reported",
      reads: ["a", "b"],
      writes: ["b"],
      runs: [],
      migrates: [],
      reaches: [{ arg: "c", port: "p" }, { arg: "d" }],
    });
  });
});

describe("selectors", () => {
  const more = "action files.write(path: path) { writes path }\naction db.read() { }\n";
  it.each<[string, readonly string[]]>([
    ["files.*", ["files.read", "files.write"]],
    ["*.read", ["files.read", "db.read"]],
    ["*", ["files.read", "payments.send", "files.write", "db.read"]],
    ["* except files.*", ["payments.send", "db.read"]],
    ["db.read, files.read", ["files.read", "db.read"]],
    ["files.*, db.* except *.write", ["files.read", "db.read"]],
    ["f*d", ["files.read"]],
  ])("%s", (selector, expected) => {
    const program = programOf(`${SHOP}${more}rule r on ${selector} { allow }`);
    expect(program.rules.at(-1)?.actions.map(({ name }) => name)).toEqual(expected);
  });

  it.each<[string, readonly string[]]>([
    ["file.read", ["AP2011 «file.read»"]],
    ["files.read, db.wrote", ["AP2011 «db.wrote»"]],
    ["* except db.raed", ["AP2011 «db.raed»"]],
    ["files.* except *", ["AP2011 «files.* except *»"]],
    ["nothing.*", ["AP2011 «nothing.*»"]],
  ])("%s picks nothing", (selector, expected) => {
    expect(problemsOf(`${more}rule r on ${selector} { allow }`)).toEqual(expected);
  });

  it.each(["file.read", "files.* except *"])("%s is told at each place", (selector) => {
    const rules = [1, 2].map((place) => `rule r${place} on ${selector} { allow }\n`);
    expect(problemsOf(more + rules.join(""))).toEqual([`AP2011 «${selector}»`, `AP2011 «${selector}»`]);
  });

  it("takes an action that is left out for another selector", () => {
    const program = programOf(
      `${SHOP}${more}rule r on files.* except files.read { allow }\nrule s on files.* { allow }\nrule t on files.* { allow }`,
    );
    const [r, s, t] = program.rules.slice(-3).map(({ actions }) => actions.map(({ name }) => name));
    expect([r, s, t]).toEqual([
      ["files.write"],
      ["files.read", "files.write"],
      ["files.read", "files.write"],
    ]);
  });

  it.each([
    ["file.read", "files.read"],
    ["fiels.*", "files.*"],
    ["*.raed", "*.read"],
  ])("%s suggests %s", (selector, expected) => {
    const outcome = checkFiles({ "main.agentpol": `${SHOP}${more}rule r on ${selector} { allow }` });
    expect(outcome.diagnostics.map(({ fixes }) => fixes[0]?.edits[0]?.newText)).toEqual([expected]);
  });
});

describe("groups", () => {
  it.each<[string, Record<string, string>, readonly string[]]>([
    ['group g = ["a", "A"]', {}, ['AP2023 «"A"»', "AP3006 «g»"]],
    ['group g = ["\u00e9", "e\u0301"]', {}, ['AP2023 «"e\u0301"»', "AP3006 «g»"]],
    ["group g = []", {}, ["AP2014 «g»"]],
    ['group g = ["", "a"]', {}, ['AP2026 «""»']],
    ['group g from "g.json"', {}, ['AP2003 «"g.json"»']],
    ['group g from "g.json"', { "g.json": '["a", 3]' }, ['AP2026 «"g.json"»']],
    ['group g from "g.json"', { "g.json": "{}" }, ['AP2017 «"g.json"»']],
    ['group g from "g.json"', { "g.json": "[" }, ['AP2017 «"g.json"»']],
    ['group g from "g.csv"', { "g.csv": "a" }, ['AP2016 «"g.csv"»']],
    ['group g from "g.txt"', { "g.txt": "\n\n" }, ["AP2014 «g»"]],
    ['group owners = ["a"]', {}, ["AP2002 «owners»"]],
    ["rule r on files.read { escalate to oners }", {}, ["AP2001 «oners»"]],
  ])("%s %j", (text, files, expected) => {
    expect(problemsOf(text, files)).toEqual(expected);
  });

  it("are normalised, from the policy or from a file", () => {
    const files = { "a.json": '["Zoe@corp.example", "al@corp.example"]', "b.txt": "\uFEFFBEN \r\n\r\nal\n" };
    const { groups } = programOf(`${SHOP}group a from "a.json"\ngroup b from "b.txt"`, files);
    expect(groups.map(({ members }) => members)).toEqual([
      ["ana@corp.example", "ben@corp.example"],
      ["zoe@corp.example", "al@corp.example"],
      ["ben", "al"],
    ]);
  });
});

describe("duplicates and reserved names", () => {
  it.each<[string, readonly string[]]>([
    ['let x = true\ndata x: set<string> from "x.txt"', ["AP2002 «x»"]],
    ['zone x = "a.example"\nlet x = true', ["AP2002 «x»"]],
    ["let now = true", ["AP2007 «now»"]],
    ["let size(a: int) = a > 1", ["AP2007 «size»"]],
    ['zone private = "a.example"', ["AP2007 «private»"]],
    ["rule on_error on files.read { allow }", ["AP2007 «on_error»"]],
    ["killswitch default { scope all }", ["AP2007 «default»"]],
    ["cap asks on files.read { limit impact.hosts <= 1, else block }", ["AP2002 «asks»"]],
    [
      "assert a on files.read { expect at least block }\nassert a on files.read { expect at least block }",
      ["AP2002 «a»"],
    ],
  ])("%s", (text, expected) => {
    expect(problemsOf(text, { "x.txt": "a" })).toEqual(expected);
  });
});

describe("one mistake, one message", () => {
  it("also over files: a let of an imported file is told once, wherever it is used", () => {
    const outcome = checkFiles({
      "main.agentpol": `import "lib.agentpol"\n${SHOP}rule r on files.read { when late, allow }\nassert s on files.read { when late, expect allow }`,
      "lib.agentpol": "let late = agent.hour > 3",
    });
    expect(problems(outcome)).toEqual(["AP2001 «lib.agentpol: hour»"]);
  });

  it("what seems missing behind a mistake in the text is not told", () => {
    expect(
      problemsOf('group more = ["a@corp.example"\nrule r on files.read { escalate to more }'),
    ).toHaveLength(1);
    expect(
      problemsOf(
        'dta names: set<string> from "x.txt"\nrule r on files.read { when agent.id in names, allow }',
      ),
    ).toHaveLength(1);
  });

  it("an unused declaration is told only where nothing else is wrong", () => {
    expect(problemsOf("let x = true")).toEqual(["AP3006 «x»"]);
    expect(problemsOf("let x = true\nrule r on files.read { when xs, allow }")).toEqual(["AP2001 «xs»"]);
  });
});
