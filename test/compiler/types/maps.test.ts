// Maps of data: how they are read from files, and that nothing reads an element which is not proved to be there.

import { describe, expect, it } from "vitest";
import { checkFiles, problemsOf, SHOP, type Files } from "../../support/problems.js";

const RULE = "rule r on payments.send { when has m[args.to] and m[args.to] > 1, block }";

function contentOf(type: string, path: string, text: string): readonly (readonly [string, unknown])[] {
  const rule = "rule r on payments.send { when has m[args.to], block }";
  const outcome = checkFiles({
    "main.agentpol": `${SHOP}data m: map<string, ${type}> from "${path}"\n${rule}`,
    [path]: text,
  });
  const [data] = outcome.program?.data ?? [];
  if (data?.keys === undefined) throw new Error(outcome.diagnostics.map(({ message }) => message).join("\n"));
  return data.keys.map((key, i) => [key, data.values[i]]);
}

describe("a map is read", () => {
  it("from an object, its values in normal form and its keys in normal form C", () => {
    expect(contentOf("decimal", "m.json", '{ "cafe\u0301": 10, "__proto__": "0.5", "": 1 }')).toEqual([
      ["caf\u00e9", 100_000],
      ["__proto__", 5000],
      ["", 10_000],
    ]);
  });

  it("from rows whose first column is the key, and fields by the names of the others", () => {
    const type = "{ most: money(USD), note?: string }";
    expect(contentOf(type, "m.csv", "tool,note,most\nsearch,,2.50\nmail,ask,1\n")).toEqual([
      ["search", { most: 25_000 }],
      ["mail", { most: 10_000, note: "ask" }],
    ]);
  });

  it("from rows of two columns", () => {
    expect(contentOf("int", "m.csv", "tool,most\nsearch,2\n")).toEqual([["search", 2]]);
  });
});

describe("a map is refused", () => {
  it.each<[string, string, string, string]>([
    ["an array", "m.json", "[1]", "AP2017"],
    ["a key twice", "m.json", '{ "a": 1, "a": 2 }', "AP2017"],
    ["a key twice, escaped once", "m.json", '{ "a": 1, "\\u0061": 2 }', "AP2017"],
    ["keys that are one in normal form C", "m.json", '{ "caf\u00e9": 1, "cafe\u0301": 2 }', "AP2017"],
    ["a key twice in rows", "m.csv", "k,v\na,1\na,2\n", "AP2017"],
    ["three columns for a value", "m.csv", "k,v,w\na,1,2\n", "AP2017"],
    ["a key alone", "m.csv", "k\na\n", "AP2017"],
    ["lines of text", "m.txt", "a\n", "AP2016"],
    ["a value of another type", "m.json", '{ "a": "1" }', "AP2018"],
    ["half a character as a key", "m.json", '{ "\\ud800": 1 }', "AP2017"],
  ])("%s", (_, path, text, code) => {
    expect(problemsOf(`data m: map<string, int> from "${path}"\n${RULE}`, { [path]: text })).toEqual([
      `${code} «"${path}"»`,
    ]);
  });

  it("where a name stands twice within a value", () => {
    const text = '{ "a": { "n": 1, "n": 2 } }';
    const rule = "rule r on payments.send { when has m[args.to], block }";
    expect(problemsOf(`data m: map<string, { n: int }> from "m.json"\n${rule}`, { "m.json": text })).toEqual([
      'AP2017 «"m.json"»',
    ]);
  });
});

const FILES: Files = { "m.json": '{ "a": 1 }', "r.json": '{ "a": { "n": 1, "of": "a" } }', "s.txt": "a\n" };
const DATA = `
data m: map<string, int> from "m.json"
data r: map<string, { n: int, o?: int, of: string }> from "r.json"
let much(n: int) = n > 3
let of(t: string) = has m[t] and m[t] > 3
let open(t: string) = m[t] > 3
let whole(e: { n: int, o?: int, of: string }) = e.n > 3
`;
const USES = `rule uses on payments.send { when has m[args.to] and has r[args.to] and (much(1 * m[args.to]) or of(args.to) or whole(r[args.to])), block }\n`;
const LET = "let open(t: string) = m[t] > 3\n";

function guard(condition: string): readonly string[] {
  return problemsOf(
    `${DATA.replace(LET, "")}${USES}rule g on payments.send { when ${condition}, block }`,
    FILES,
  );
}

describe("an element", () => {
  it.each([
    "has m[args.to] and m[args.to] > 3",
    "not has m[args.to] or m[args.to] in 1..3",
    "has r[args.to] and r[args.to].n > 3 and r[args.to].of == args.to",
    "has r[args.to].o and r[args.to].o > r[args.to].n",
    'has m["a"] and m["a"] > 3',
    "has m[lower(args.to)] and m[lower(args.to)] > 3",
    "any t in context.tags: has m[t] and m[t] > 3",
    "has r[args.to] and has m[r[args.to].of] and m[r[args.to].of] > 1",
    "has args.memo and has m[args.memo] and m[args.memo] > 1",
    "of(agent.id)",
    "has m[agent.role] and m[agent.role] > 3",
    "count(payments.send where has m[args.to] and m[args.to] > 1) > 1",
  ])("is read where it is proved: %s", (condition) => {
    expect(guard(condition)).toEqual([]);
  });

  it.each([
    ["m[args.to] > 3", "AP2059 «m[args.to]»"],
    ["has m[agent.id] and m[args.to] > 3", "AP2059 «m[args.to]»"],
    ["has r[args.to] and m[args.to] > 3", "AP2059 «m[args.to]»"],
    ["has r[args.to] and r[args.to].o > 3", "AP2059 «r[args.to].o»"],
    ['has m["b"] and m["a"] > 3', 'AP2059 «m["a"]»'],
    ["has m[args.memo]", "AP2059 «args.memo»"],
    ["any t in context.tags: m[t] > 3", "AP2059 «m[t]»"],
    ["any t in context.tags: has m[t] and (any u in context.tags: m[u] > 3)", "AP2059 «m[u]»"],
    ["has r[args.to] and m[r[args.to].of] > 3", "AP2059 «m[r[args.to].of]»"],
    ["has m[args.amount]", "AP2050 «args.amount»"],
    ["has context.tags[args.to]", "AP2068 «context.tags»"],
    ["has n[args.to]", "AP2001 «n»"],
    ["has r[args.to].x", "AP2001 «x»"],
    ["has m[args.to].x", "AP2066 «x»"],
    ["args.to in m", "AP2068 «m»"],
    ["m == m", "AP2074 «==»"],
    ["any e in m: e > 3", "AP2068 «m»"],
    ["args.to like m", "AP2068 «m»"],
  ])("draws one message: %s", (condition, expected) => {
    expect(guard(condition)).toEqual([expected]);
  });

  it("of a parameter is proved in the let", () => {
    const text = `${DATA.replace("of(t", "other(t")}rule g on payments.send { when open(args.to), block }`;
    expect(problemsOf(text, FILES).filter((each) => !each.startsWith("AP3006"))).toEqual(["AP2059 «m[t]»"]);
  });
});

describe("like DATA", () => {
  const like = (type: string, text: string, condition: string): readonly string[] =>
    problemsOf(`data d: ${type} from "d.json"\nrule g on * { when ${condition}, block }`, { "d.json": text });

  it.each([
    ["set<string>", '["a*"]', "agent.id like d"],
    ["list<string>", '["a*", "?"]', "agent.id not like d"],
    ["set<string>", "[]", "agent.id like d"],
  ])("takes %s %s: %s", (type, text, condition) => {
    expect(like(type, text, condition)).toEqual([]);
  });

  it.each([
    ["set<int>", "[1]", "agent.id like d", "AP2068 «d»"],
    ["set<string>", '["a"]', "action.reversible like d", "AP2068 «action.reversible»"],
    ["set<string>", '["a\\\\"]', "agent.id like d", 'AP2029 «data d: set<string> from "d.json"»'],
    ["set<string>", '["a"]', 'agent.id like ["b", d]', "AP2069 «d»"],
    ["set<string>", '["a"]', '"x" like d', 'AP2055 «"x" like d»'],
  ])("refuses %s %s: %s", (type, text, condition, expected) => {
    expect(like(type, text, condition)).toEqual([expected]);
  });

  it("tells a malformed entry once, and names it", () => {
    const text = `data d: set<string> from "d.txt"
rule f on files.read { when args.path like d, block }
rule g on files.read { when args.path not like d, block }`;
    const outcome = checkFiles({ "main.agentpol": SHOP + text, "d.txt": "/srv/**\nno/root\n~/x\n" });
    expect(outcome.diagnostics.map(({ code, message }) => [code, message.includes('"no/root"')])).toEqual([
      ["AP2029", true],
    ]);
  });
});
