// Section 3 of the contract: expressions and functions.

import { describe, expect, it } from "vitest";
import { codes, holds } from "../support/contract.js";

const WORLD = `type Level = low < middle < high
agent   { id: string, role: clerk | lead, n: int, level: Level }
context { tags: list<string>, nums: list<int>, ip: ip, host: host, at: time, ok: bool, ticket?: string, p: path, cwd: path }
data    known: set<string> from "known.json"
action  x.y(s: string, u: url) {}
`;
const FILES = { "known.json": '["a", "b"]' };
const WHO = `agent { id: "a-1", role: lead, n: 5, level: middle }
context { tags: ["a", "zz"], nums: [1, 2, 3], ip: "10.1.2.3", host: "api.corp.example",
          at: "2026-03-02T08:30:00Z", ok: true, p: "/srv/app/x", cwd: "/srv/app" }
action x.y(s: "Hello World", u: "https://api.corp.example:8443/x")`;

/** Conditions that hold of `WHO`, each beside one that does not. */
const TABLE: readonly (readonly [yes: string, no: string])[] = [
  // Loosest first: each line would turn if the operators bound the other way.
  ["context.ok or context.ok and not context.ok", "(context.ok or context.ok) and not context.ok"],
  ["not (not context.ok and not context.ok)", "not context.ok and not context.ok"],
  ["not agent.n == 6", "not agent.n == 5"],
  ["not has context.ticket", "has context.ticket"],
  ["agent.n + 1 == 6", "agent.n + 1 == 5"],
  ["agent.n in 1..4 + 1", "agent.n in 1..3 + 1"],
  ["1 + agent.n * 2 == 11", "1 + agent.n * 2 == 12"],
  ["(1 + agent.n) * 2 == 12", "(1 + agent.n) * 2 == 11"],
  ["10 - agent.n - 1 == 4", "10 - agent.n - 1 == 6"],
  ["-agent.n + 10 == 5", "-agent.n + 10 == -15"],
  // Comparisons.
  ["agent.n != 4", "agent.n != 5"],
  ["agent.n < 6", "agent.n < 5"],
  ["agent.n <= 5", "agent.n <= 4"],
  ["agent.n > 4", "agent.n > 5"],
  ["agent.n >= 5", "agent.n >= 6"],
  ["agent.level < high", "agent.level < middle"],
  ["agent.level in low..middle", "agent.level in low..low"],
  // `x in 1..5`, ends included.
  ["agent.n in 1..5", "agent.n in 1..4"],
  ["agent.n in 5..9", "agent.n in 6..9"],
  ["agent.n in [1, 5]", "agent.n in [1, 2]"],
  ["agent.n not in [1, 2]", "agent.n not in [1, 5]"],
  ['"a" in known and args.s == "Hello World"', "args.s in known"],
  ['context.ip in "10.0.0.0/8"', 'context.ip in "11.0.0.0/8"'],
  ["any v in context.tags: v in known", 'any v in context.tags: v == "b"'],
  ['all v in context.tags: v like "?*"', "all v in context.tags: v in known"],
  ["any v in context.nums: v > 2", "any v in context.nums: v > 3"],
  ["all v in context.nums: v > 0", "all v in context.nums: v > 1"],
  // Patterns.
  ['args.s like "Hello*"', 'args.s like "World*"'],
  ['args.s like "Hello?World"', 'args.s like "Hello?orld"'],
  ['args.s not like "*x*"', 'args.s not like "*o*"'],
  ['args.s like ["x", "*World"]', 'args.s like ["x", "y"]'],
  ['args.s matches "o W"', 'args.s matches "^World"'],
  ['args.s matches "(?i)hello"', 'args.s matches "hello"'],
  // `args.path under context.cwd`: is it, or lies below it.
  ["context.p under context.cwd", "context.cwd under context.p"],
  ["context.p under context.p", 'context.p under "/srv/ap"'],
  // Functions.
  ["size(context.tags) == 2", "size(context.tags) == 1"],
  ['lower(args.s) == "hello world"', 'lower(args.s) == "Hello World"'],
  ["length(args.s) == 11", "length(args.s) == 10"],
  ['host(args.u) == "api.corp.example"', 'host(args.u) == "corp.example"'],
  ["port(args.u) == 8443", "port(args.u) == 443"],
  ['scheme(args.u) == "https"', 'scheme(args.u) == "http"'],
  ['hour(context.at, "Europe/Berlin") == 9', 'hour(context.at, "UTC") == 9'],
  ['weekday(context.at, "UTC") == mon', 'weekday(context.at, "UTC") == tue'],
];

describe("expressions", () => {
  it.each(TABLE)("%s, and not: %s", async (yes, no) => {
    const rules = `${WORLD}rule yes on x.y { when ${yes}, allow }\nrule no on x.y { when ${no}, block }`;
    await holds(rules, `${WHO} expect allow by yes`, FILES);
  });

  it.each(["1 < agent.n < 9", "agent.n == 5 == true", "agent.n in [5] in [true]"])(
    "no chaining: %s",
    (condition) => {
      expect(codes(`${WORLD}rule r on x.y { when ${condition}, allow }`, FILES)).toContain("AP1020");
    },
  );

  it.each(["(?=x)", "(a)\\\\1", "(?<!x)y"])("`matches` takes RE2, which has no %s", (pattern) => {
    expect(codes(`${WORLD}rule r on x.y { when args.s matches "${pattern}", allow }`, FILES)).toContain(
      "AP2057",
    );
  });
});

describe("lets", () => {
  it("stand for what they say, with and without parameters", async () => {
    const policy = `let business_hours = hour(now, "Europe/Berlin") in 9..17 and weekday(now, "Europe/Berlin") in [mon, tue, wed, thu, fri]
let risky(amount: money(USD)) = amount > 5_000 USD
rule hours on search.query { when business_hours, allow }
rule small on payments.send { unless risky(args.amount), allow }`;
    const search = 'action search.query(text: "x")';
    const at = (time: string, verdict: string): string =>
      `at time("2026-${time}:00Z") ${search} expect ${verdict}\n`;
    // Berlin is an hour ahead of UTC in January, and two in July; the 2nd of January is a Friday.
    await holds(policy, at("01-02T07:59", "block") + at("01-02T08:00", "allow") + at("01-02T16:59", "allow"));
    await holds(policy, at("01-02T17:00", "block") + at("01-03T10:00", "block") + at("07-01T07:00", "allow"));
    const send = (amount: string): string => `action payments.send(to: "x", amount: ${amount} USD) expect`;
    await holds(policy, `${send("5000")} allow ${send("5000.01")} block`);
  });

  it("do not call themselves", () => {
    expect(codes("let a = b\nlet b = not a\nrule r on search.query { when a, allow }")).toContain("AP2064");
    expect(
      codes("let b = 1 == size([1])\nlet a = not b\nrule r on search.query { when a, allow }"),
    ).not.toContain("AP2064");
  });
});
