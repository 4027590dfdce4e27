// Section 3 of the contract: comments, names, literals, and what a request holds of each type.

import { describe, expect, it } from "vitest";
import { codes, deciding, holds, request, told } from "../support/contract.js";

const SEARCH = 'action search.query(text: "x")';
const MAY = "rule may on search.query { allow }\n";

describe("words", () => {
  it("`//` and `/* */` are comments, and `///` documents what follows", () => {
    expect(codes(`// one\n/* two\n block */ rule r on search.query { /* three */ allow // four\n}`)).toEqual(
      [],
    );
    expect(codes("/// says what it is for\nrule r on search.query { allow }")).toEqual([]);
    expect(codes("rule r on search.query { allow } / one")).not.toEqual([]);
  });

  it("names are letters, digits and `_`, and begin with no digit", () => {
    expect(codes("rule _R2_d2 on search.query { allow }")).toEqual([]);
    expect(codes("rule 2r on search.query { allow }")).not.toEqual([]);
    expect(codes("rule a-b on search.query { allow }")).not.toEqual([]);
  });

  it("an argument may be called `limit`", async () => {
    const policy =
      "action x.y(limit: int, when: int) {}\nrule r on x.y { when args.limit < args.when, allow }";
    await holds(
      policy,
      "action x.y(limit: 1, when: 2) expect allow action x.y(limit: 2, when: 1) expect block",
    );
  });

  it("commas between clauses are optional, line ends mean nothing, trailing commas are fine", async () => {
    for (const text of [
      'rule r on search.query { when args.text in ["x", "y",], allow, code "C", }',
      'rule r on search.query { when args.text in ["x", "y"] allow code "C" }',
      'rule\nr\non\nsearch.query\n{\nwhen\nargs.text\nin\n[\n"x"\n,\n"y"\n]\nallow\ncode\n"C"\n}',
    ])
      await holds(text, `${SEARCH} expect allow code "C"`);
  });

  it("in a clause, several values stand in brackets", () => {
    const grant = (scope: string): string =>
      `sandbox box { run "sh" }\ngrant g on search.query { inside box, scope ${scope}, expires 1h, else block }`;
    expect(codes(grant("[agent.session, agent.id]"))).not.toContain("AP1001");
    expect(codes(grant("agent.session, agent.id"))).not.toEqual(codes(grant("agent.session")));
  });
});

/** A type, then what a request may hold of it, and what it may not, as the values of a golden case. */
const TYPES: readonly (readonly [type: string, good: readonly string[], bad: readonly string[]])[] = [
  ["bool", ["true", "false"], ['"true"', "1", "null"]],
  [
    "int",
    ["42", "3.0", "9007199254740991", "-9007199254740991"],
    ["9007199254740992", "-9007199254740992", "1.5", '"42"'],
  ],
  ["decimal", ["0.25", '"0.25"', "-1.2345"], ["0.12345", '"0.12345"', '"x"', "true"]],
  ["percent", ["5", "0.5", "5%"], ["0.00001", "true"]],
  [
    "money(USD)",
    ["10", "10 USD", '{ amount: 10, currency: "USD" }', '{ amount: "9.99", currency: "USD" }'],
    ["10 EUR", '{ amount: 10, currency: "EUR" }', "{ amount: 10 }", "true"],
  ],
  ["duration", ['"PT30M"', "1800000", "30m"], ['"30m"', '"P1M"', "true"]],
  ["bytes", ["1024", "0"], ["1.5", '"64KiB"']],
  [
    "time",
    ['"2026-12-24T00:00:00Z"', '"2026-12-24T01:00:00+01:00"'],
    ['"2026-12-24"', "1766534400000", '"soon"'],
  ],
  ["string", ['"x"', '""'], ["1", '["x"]', "null"]],
  ["dev | prod", ["dev", '"prod"'], ['"Dev"', '"test"', "1"]],
  ["path", ['"/srv/a"'], ['"srv/a"', '"/srv/../a"', '"/srv//a"', '"/srv/%2e"', '"/srv/./a"']],
  ["host", ['"api.example"', '"0x7f.1"', '"::1"'], ['"a b"', '"http://x"', '"1.2.3.999"']],
  ["ip", ['"10.0.0.1"', '"::ffff:10.0.0.1"'], ['"api.example"', '"10.0.0.0/8"']],
  ["cidr", ['"10.0.0.0/8"', '"fd00::/8"'], ['"10.0.0.0/33"', '"x"']],
  ["url", ['"https://api.example/x"'], ['"api.example"', '"https://u:p@api.example/"', '"https://a b/"']],
  ["command", ['"rm -rf x"', '["rm", "-rf", "x"]'], ["1", "[1]"]],
  ["sql", ['"SELECT 1"'], ["1"]],
  ["list<int>", ["[1, 2, 1]", "[]"], ['["1"]', '"1"', "{}"]],
  ["set<int>", ["[1, 2]", "[]"], ['["1"]', "1"]],
  ["{ a: int, b?: string }", ["{ a: 1 }", '{ a: 1, b: "x" }'], ["{}", "{ a: 1, c: 2 }", '{ a: "1" }', "[]"]],
  ["{ a: int, ... }", ["{ a: 1 }", "{ a: 1, c: [2] }"], ["{ c: 2 }"]],
];

describe("what a request holds", () => {
  it.each(TYPES)("of %s", async (type, good, bad) => {
    const policy = `action x.y(v: ${type}) {}\nrule may on x.y { allow }`;
    const steps = (values: readonly string[], then: string): string =>
      values.map((value) => `action x.y(v: ${value}) expect ${then}\n`).join("");
    await holds(policy, steps(good, "allow") + steps(bad, 'block code "request.invalid"'));
  });
});

/** A type, a condition on `args.v`, a value for which it holds, and one for which it does not. */
const LITERALS: readonly (readonly [type: string, condition: string, yes: string, no: string])[] = [
  ["bool", "args.v == true", "true", "false"],
  ["int", "args.v == 1_000", "1000", "1001"],
  ["decimal", "args.v == 0.25", '"0.25"', "0.2501"],
  ["decimal", "args.v + 0.1 == 0.3", "0.2", "0.2001"],
  ["percent", "args.v == 5%", "5", "0.05"],
  ["percent", "args.v == 0.5%", "0.5", "5"],
  ["money(USD)", "args.v == 10_000 USD", '{ amount: 10000, currency: "USD" }', "10001"],
  ["duration", "args.v == 500ms", "500", "501"],
  ["duration", "args.v == 30s", '"PT30S"', "30"],
  ["duration", "args.v == 5m", "300000", "5"],
  ["duration", "args.v == 2h", '"PT120M"', "2"],
  ["duration", "args.v == 7d", '"P7D"', '"P6D"'],
  ["bytes", "args.v == 64KiB", "65536", "64000"],
  ["bytes", "args.v == 2GiB", "2147483648", "2000000000"],
  ["bytes", "args.v == 5MB", "5000000", "5242880"],
  ["time", 'args.v == time("2026-12-24T00:00:00Z")', '"2026-12-24T01:00:00+01:00"', '"2026-12-24T00:00:01Z"'],
  ["string", 'args.v == "\u00e9"', '"e\u0301"', '"e"'],
  ["dev | prod", "args.v == prod", "prod", "dev"],
  ["path", 'args.v == "/srv/a"', '"/srv/a/"', '"/srv/b"'],
  ["host", 'args.v == "127.0.0.1"', '"0x7f.1"', '"127.0.0.2"'],
  ["host", 'args.v == "b\u00fccher.example"', '"XN--BCHER-KVA.example."', '"bucher.example"'],
  ["ip", 'args.v == "10.0.0.1"', '"::ffff:10.0.0.1"', '"::10.0.0.1"'],
  ["url", 'args.v == "https://api.example/"', '"HTTPS://API.example:443"', '"http://api.example/"'],
  ["list<int>", "args.v == [1, 2]", "[1, 2]", "[2, 1]"],
  ["set<int>", "args.v == [1, 2]", "[2, 1]", "[1]"],
];

describe("literals", () => {
  it.each(LITERALS)("%s: %s", async (type, condition, yes, no) => {
    const policy = `action x.y(v: ${type}) {}\nrule may on x.y { when ${condition}, allow }`;
    await holds(policy, `action x.y(v: ${yes}) expect allow action x.y(v: ${no}) expect block by default`);
  });

  it("`now` is a time", async () => {
    const policy = 'rule may on search.query { when now < time("2026-06-01T00:00:00Z"), allow }';
    await holds(policy, `${SEARCH} expect allow at time("2026-06-01T00:00:00Z") expect block by default`);
  });

  it("an ordered enum compares by `<`, another does not", async () => {
    const world = (type: string): string =>
      `type Level = ${type}\naction x.y(v: Level) {}\nrule may on x.y { when args.v < secret, allow }`;
    const ordered = world("public < internal < secret");
    await holds(
      ordered,
      "action x.y(v: internal) expect allow action x.y(v: secret) expect block by default",
    );
    expect(codes(world("public | internal | secret"))).toEqual(["AP2054"]);
  });

  it("an enum is named by `type`, or written inline", async () => {
    const policy =
      "type Env = a | b\naction x.y(v: Env, w: b | a) {}\nrule may on x.y { when args.v == args.w, allow }";
    await holds(policy, "action x.y(v: a, w: a) expect allow action x.y(v: a, w: b) expect block by default");
  });

  it("comparing two currencies is a type error", () => {
    const rule = (bound: string): string => `rule r on payments.send { when args.amount > ${bound}, block }`;
    expect(told(rule("5 EUR"))).toEqual(["AP2053 «5 EUR»"]);
    expect(told(rule("5 USD"))).toEqual([]);
  });

  it.each([
    ["cidr", 'args.v in "10.0.0.0/33"', "ip"],
    ["glob", 'args.v like "srv/**"', "path"],
    ["path", 'args.v == "/a/../b"', "path"],
    ["host", 'args.v == "a b"', "host"],
    ["url", 'args.v == "api"', "url"],
    ["expression", 'args.v matches "(a"', "string"],
  ])("a malformed %s is a diagnostic at that literal", (_, condition, type) => {
    const text = `action x.y(v: ${type}) {}\nrule r on x.y { when ${condition}, block }`;
    expect(told(text)).toEqual([`AP2057 «${/".*"/.exec(condition)?.[0] ?? ""}»`]);
  });

  it("tests aside: their values may be wrong on purpose", async () => {
    await holds(
      "rule may on * { allow }",
      'action files.read(path: "srv") expect block code "request.invalid"',
    );
  });
});

describe("maps", () => {
  const policy = `data limits: map<string, int> from "limits.json"
rule r on search.query { when has limits[args.text] and limits[args.text] > 3, allow }`;
  const files = { "limits.json": '{ "a": 4, "b": 3 }' };

  it("are of `data`; an element is optional", async () => {
    const step = (text: string): string => `action search.query(text: "${text}") expect`;
    await holds(policy, `${step("a")} allow ${step("b")} block ${step("c")} block by default`, files);
    expect(codes(policy.replace("has limits[args.text] and ", ""), files)).toEqual(["AP2059"]);
    expect(codes("action x.y(m: map<string, int>) {}")).toEqual(["AP2028"]);
  });
});

describe("bad requests", () => {
  it("never reach the rules: `on_error`, its code, and the path and type of what was wrong", async () => {
    const { runtime } = await deciding("policy p { on_error throttle }\nrule may on * { allow }");
    const decision = await runtime.attempt(request("payments.send", { to: "x", amount: [] }));
    expect(decision).toMatchObject({ verdict: "throttle", rule: "on_error", code: "request.invalid" });
    expect(decision.fault?.path).toBe("args.amount");
    expect(decision.fault?.message).toContain("money(USD)");
  });

  it.each([null, undefined, 7, "", [], {}, { action: null }, Symbol("x"), () => 1, new Map()])(
    "%s: nothing throws across the decision boundary",
    async (input) => {
      const { runtime } = await deciding(MAY);
      expect(await runtime.attempt(input)).toMatchObject({ verdict: "block", code: "request.invalid" });
    },
  );
});
