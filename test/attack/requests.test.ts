// Requests made to break the decision: whatever comes in, a decision comes out, and nothing permits by mistake.

import { beforeAll, describe, expect, it } from "vitest";
import { decide } from "../../runtime/decide/decide.js";
import type { Policy } from "../../runtime/decide/policy.js";
import { policyOfText, timeOf } from "./support.js";

const WORLD = `policy p { version "1", on_error throttle }
agent { id: string, role: clerk | constructor, owner?: string }
action m.all(
  i?: int, d?: decimal, m?: money(USD), by?: bytes, s?: string, pa?: path, u?: url, ip?: ip, c?: command, q?: sql,
  l?: list<string>, r?: { a: string }, o?: { a: string, ... }
) { effect read, reversible reported }
rule ok on * { allow }
`;

let policy: Policy;
beforeAll(async () => {
  policy = await policyOfText(WORLD);
});

const request = (args: object = {}): object => ({
  agent: { id: "i", role: "clerk" },
  action: { name: "m.all", args },
});
const parsed = (text: string): unknown => JSON.parse(text) as unknown;

/** Refused as a bad request, by the policy's on_error and no other way. */
function expectInvalid(input: unknown): void {
  const { verdict, code, rule, fault } = decide(policy, input);
  expect({ verdict, code, rule }).toEqual({ verdict: "throttle", code: "request.invalid", rule: "on_error" });
  expect(fault).toBeDefined();
}

const throwing = (what: unknown) => () => {
  throw what;
};

function nested(depth: number, wrap: (inner: unknown) => unknown): unknown {
  let value: unknown = "x";
  for (let i = 0; i < depth; i += 1) value = wrap(value);
  return value;
}

describe("what is no request", () => {
  const revocable = Proxy.revocable({}, {});
  revocable.revoke();
  it.each<[string, unknown]>([
    ["undefined", undefined],
    ["null", null],
    ["a number", 1],
    ["a bigint", 1n],
    ["a symbol", Symbol("x")],
    ["a function", () => request()],
    ["an array", [request()]],
    ["a date", new Date(0)],
    ["a map", new Map(Object.entries(request()))],
    ["a promise", Promise.resolve(request())],
    ["what inherits a request", Object.create(request())],
    ["a revoked proxy", revocable.proxy],
    ["a proxy whose keys throw", new Proxy({}, { ownKeys: throwing(1) })],
    [
      "a proxy whose prototype throws",
      new Proxy({}, { getPrototypeOf: throwing({ toString: throwing(2) }) }),
    ],
    [
      "a getter that throws what cannot be told",
      Object.defineProperty(request(), "context", {
        enumerable: true,
        get: throwing(Object.create(null)),
      }),
    ],
    ["toJSON", { ...request(), toJSON: () => request() }],
  ])("%s", (_, input) => {
    expectInvalid(input);
  });
});

describe("names that every object knows", () => {
  it.each<[string, unknown]>([
    [
      "a member __proto__",
      parsed('{"__proto__":{},"agent":{"id":"i","role":"clerk"},"action":{"name":"m.all"}}'),
    ],
    [
      "an attribute __proto__",
      parsed('{"agent":{"id":"i","role":"clerk","__proto__":{}},"action":{"name":"m.all"}}'),
    ],
    ["an argument __proto__", request(parsed('{"__proto__":1}') as object)],
    ["an argument constructor", request({ constructor: 1 })],
    ["the action constructor", { agent: { id: "i", role: "clerk" }, action: { name: "constructor" } }],
    ["the action __proto__", { agent: { id: "i", role: "clerk" }, action: { name: "__proto__" } }],
    ["a role toString", { agent: { id: "i", role: "toString" }, action: { name: "m.all" } }],
    [
      "a role that is inherited",
      { agent: Object.create({ id: "i", role: "clerk" }) as object, action: { name: "m.all" } },
    ],
    ["a field of a closed record", request({ r: parsed('{"a":"x","__proto__":1}') })],
    ["money with __proto__", request({ m: parsed('{"amount":1,"currency":"USD","__proto__":1}') })],
  ])("%s", (_, input) => {
    expectInvalid(input);
  });

  it("lets an enum have such a member, and an open record such a key, which the digest covers", () => {
    const role = decide(policy, { agent: { id: "i", role: "constructor" }, action: { name: "m.all" } });
    const plain = decide(policy, request({ o: { a: "x" } }));
    const open = decide(policy, request({ o: parsed('{"a":"x","__proto__":{"b":1}}') }));
    expect([role.verdict, plain.verdict, open.verdict]).toEqual(["allow", "allow", "allow"]);
    expect(open.digest).not.toBe(plain.digest);
  });
});

describe("values at the edge of their type", () => {
  it.each<[string, unknown]>([
    ["i", NaN],
    ["i", 2 ** 53],
    ["i", 2 ** 60],
    ["i", 1e400],
    ["i", 0.5],
    ["i", "3"],
    ["i", 1n],
    ["d", 0.00001],
    ["d", "1e3"],
    ["d", " 1"],
    ["by", -1],
    ["m", { amount: 1, currency: "usd" }],
    ["s", "\uD800"],
    ["s", null],
    ["pa", "/a/../b"],
    ["pa", "/a%2e"],
    ["pa", "/a\0"],
    ["u", "http://user@b/"],
    ["u", " http://b"],
    ["ip", "1.2.3.256"],
    ["l", new Array(4e9)],
    ["l", [null]],
    ["o", nested(10_000, (inner) => ({ a: inner }))],
    ["l", nested(10_000, (inner) => [inner])],
  ])("%s: case %#", (name, value) => {
    expectInvalid(request({ [name]: value }));
  });

  it("takes what is only unusual", () => {
    for (const args of [{ i: -0 }, { i: 2 ** 53 - 1 }, { d: "0.0001" }, { s: undefined }])
      expect(decide(policy, request(args)).verdict).toBe("allow");
  });

  it("refuses a circle", () => {
    const circle: Record<string, unknown> = { a: "x" };
    circle.o = circle;
    expectInvalid(request({ o: circle }));
  });
});

describe("a megabyte in an argument", () => {
  const N = 1_000_000;
  const fill = (unit: string): string => unit.repeat(N / unit.length);
  const texts: readonly (readonly [string, string])[] = [
    ["one letter", fill("a")],
    ["segments", fill("/a")],
    ["labels", `http://${fill("a.")}`],
    ["colons", `http://[${fill(":")}`],
    ["substitutions", fill("$(")],
    ["quoted substitutions", fill('"$(')],
    ["here-documents", fill("<<A ")],
    ["wrappers", fill("sudo ")],
    ["conditions", fill("if a; then ")],
    ["backquotes", fill("`")],
    ["parentheses", `SELECT ${fill("(")}`],
    ["operators", `SELECT 1${fill("+1")}`],
    ["combining marks", `e${fill("\u0301")}`],
    ["combining marks of two classes in turn", `e${fill("\u0301\u0327")}`.slice(0, 100_000)],
  ];
  const cases = texts.flatMap(([what, text]) =>
    ["s", "pa", "u", "ip", "c", "q"].map((name) => [what, name, text] as const),
  );

  // Generous, since machines differ: what is quadratic takes minutes.
  it.each(cases)("%s in %s is decided soon", (_, name, text) => {
    expect(timeOf(() => decide(policy, request({ [name]: text })))).toBeLessThan(2_000);
  });
});
