import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decide } from "../../../runtime/decide/decide.js";
import { action, policyOf, record, requestOf, rule } from "../../support/table.js";

/** Everything that is well-formed is allowed. */
const policy = policyOf({
  schema: {
    agent: record({ id: "string", role: "clerk | lead", owner: "string?" }),
    context: record({ since: "time?", extra: { schema: record({ a: "int" }, true), optional: true } }),
    impact: record({ cost: "money(USD)?" }),
    actions: {
      act: action({
        n: "int?",
        text: "string?",
        tags: "set<string>?",
        path: "path?",
        url: "url?",
        ip: "ip?",
        cidr: "cidr?",
        host: "host?",
        share: "percent?",
        rate: "decimal?",
        size: "bytes?",
        wait: "duration?",
        command: "command?",
        sql: "sql?",
        ok: "bool?",
      }),
      undo: action({}, { reversible: "reported" }),
    },
    volatile: [],
  },
  rules: [rule({ name: "p.may", verdict: "allow", actions: ["act", "undo"] })],
});

const faultOf = (request: unknown) => {
  const { verdict, code, rule: name, fault } = decide(policy, request);
  if (verdict !== "allow")
    expect({ verdict, code, name }).toEqual({ verdict: "block", code: "request.invalid", name: "on_error" });
  return fault;
};

describe("a request that fits", () => {
  it.each<[string, Readonly<Record<string, unknown>>]>([
    ["with nothing but what is required", {}],
    ["with 3.0 for an int", { n: 3.0 }],
    ["with decimals as numbers and as texts", { rate: "0.25", share: 5 }],
    ["with a duration in ISO 8601 and in milliseconds", { wait: "PT5M" }],
    ["with a command as an argument vector", { command: ["rm", "-r", "x"] }],
    ["with a member that is undefined", { n: undefined }],
    ["with a megabyte of text", { text: "x".repeat(1 << 20) }],
    [
      "with every type",
      {
        n: 1,
        text: "a",
        tags: ["a"],
        path: "/a",
        url: "https://a.example/",
        ip: "::1",
        cidr: "10.0.0.0/8",
        host: "a.example",
        size: 5,
        ok: true,
        sql: "select 1",
        command: "ls",
      },
    ],
  ])("%s", (_, args) => {
    expect(faultOf(requestOf({ ...args }))).toBeUndefined();
  });

  it("with money as a number or with its currency", () => {
    expect(faultOf(requestOf({}, { impact: { cost: 12.5 } }))).toBeUndefined();
    expect(faultOf(requestOf({}, { impact: { cost: { amount: "12.5", currency: "USD" } } }))).toBeUndefined();
  });

  it("with more than is declared in a record that is open", () => {
    expect(faultOf(requestOf({}, { context: { extra: { a: 1, b: { c: [null] } } } }))).toBeUndefined();
  });
});

const nested = (depth: number): unknown => {
  let value: unknown = 1;
  for (let i = 0; i < depth; i += 1) value = { a: value };
  return value;
};
const cyclic: { self?: unknown } = {};
cyclic.self = cyclic;
const bomb = (): unknown => {
  let value: unknown = ["x"];
  for (let i = 0; i < 60; i += 1) value = [value, value];
  return value;
};
const wide = (args: unknown): object => ({
  agent: { id: "a", role: "clerk" },
  action: { name: "act", args },
});
const json = (text: string): object => JSON.parse(text) as object;

describe("a request that does not fit", () => {
  it.each<[string, unknown, string, RegExp]>([
    ["is nothing", undefined, "", /./],
    ["is null", null, "", /./],
    ["is a string", "allow", "", /./],
    ["is an array", [], "", /./],
    ["is a function", () => 1, "", /function/],
    ["is a date", new Date(), "", /class/],
    ["has a member that is not known", { ...requestOf(), verdict: "allow" }, "verdict", /not declared/],
    ["has an id that is a number", { ...requestOf(), id: 7 }, "id", /./],
    ["has a time that is none", { ...requestOf(), time: "today" }, "time", /RFC 3339/],
    ["has no action", { agent: { id: "a", role: "clerk" } }, "action", /./],
    [
      "has an action that is not declared",
      { ...requestOf(), action: { name: "other" } },
      "action.name",
      /declared/,
    ],
    [
      "has an action named like a member of every object",
      { ...requestOf(), action: { name: "constructor" } },
      "action.name",
      /declared/,
    ],
    [
      "has an action with a member that is not known",
      { ...requestOf(), action: { name: "act", argz: {} } },
      "action.argz",
      /not declared/,
    ],
    [
      "says that it is reversible in words",
      { ...requestOf(), action: { name: "undo", reversible: "yes" } },
      "action.reversible",
      /bool/,
    ],
    [
      "lacks an attribute",
      { ...requestOf(), agent: { id: "a" } },
      "agent.role",
      /expected clerk \| lead, found nothing/,
    ],
    ["has null for an attribute", requestOf({ n: null }), "args.n", /expected int, found null/],
    ["has null for a section", { ...requestOf(), context: null }, "context", /found null/],
    ["has an attribute that is not known", requestOf({ zip: 1 }), "args.zip", /not declared/],
    [
      "has a member called __proto__",
      { ...requestOf(), agent: json('{"id":"a","role":"clerk","__proto__":{"role":"lead"}}') },
      "agent.__proto__",
      /not declared/,
    ],
    [
      "has its attributes in a prototype",
      { ...requestOf(), agent: Object.create({ id: "a", role: "clerk" }) as object },
      "agent",
      /class/,
    ],
    [
      "has a member of an enum that is none",
      { ...requestOf(), agent: { id: "a", role: "boss" } },
      "agent.role",
      /found "boss"/,
    ],
    [
      "has half an int",
      requestOf({ n: 1.5 }),
      "args.n",
      /expected int, found a number that is not an integer/,
    ],
    ["has NaN", requestOf({ n: NaN }), "args.n", /finite/],
    ["has 2^60 for an int", requestOf({ n: 2 ** 60 }), "args.n", /out of range/],
    ["has a bigint", requestOf({ n: 1n }), "args.n", /bigint/],
    ["has a symbol", requestOf({ n: Symbol("x") }), "args.n", /symbol/],
    ["has too many decimal places", requestOf({ rate: 0.12345 }), "args.rate", /decimal places/],
    ["has bytes below zero", requestOf({ size: -1 }), "args.size", /below zero/],
    ["has a text for a percent", requestOf({ share: "5" }), "args.share", /found a string/],
    [
      "has money in another currency",
      requestOf({}, { impact: { cost: { amount: 1, currency: "EUR" } } }),
      "impact.cost.currency",
      /"USD"/,
    ],
    [
      "has money with a member too many",
      requestOf({}, { impact: { cost: { amount: 1, currency: "USD", x: 1 } } }),
      "impact.cost.x",
      /not declared/,
    ],
    [
      "has money as a string",
      requestOf({}, { impact: { cost: "12" } }),
      "impact.cost",
      /expected money\(USD\), found a string/,
    ],
    [
      "has a path that climbs",
      requestOf({ path: "/a/../etc" }),
      "args.path",
      /expected path, found a string that/,
    ],
    ["has a URL that is none", requestOf({ url: "nowhere" }), "args.url", /expected url/],
    [
      "has an item of another type",
      requestOf({ tags: ["a", 1] }),
      "args.tags.1",
      /expected string, found a number/,
    ],
    ["has a list with a hole", requestOf({ tags: new Array(4_000_000_000) }), "args.tags.0", /nothing/],
    ["has a command with a number in it", requestOf({ command: ["rm", 1] }), "args.command.1", /./],
    ["has half of a surrogate pair", requestOf({ text: "\ud800" }), "args.text", /surrogate/],
    [
      "has half of a surrogate pair in a name",
      { ...requestOf(), context: { extra: { a: 1, ["\udc00"]: 1 } } },
      "context.extra.\udc00",
      /surrogate/,
    ],
    ["is nested 10,000 deep", wide(nested(10_000)), "", /levels/],
    ["is cyclic", wide(cyclic), "", /levels/],
    ["is small and endless", wide({ tags: bomb() }), "", /at most/],
    [
      "is larger than any request",
      requestOf({ tags: Array.from({ length: 20 }, () => "x".repeat(1 << 20)) }),
      "",
      /characters/,
    ],
    [
      "has a getter that throws",
      requestOf({
        get n(): number {
          throw new Error("no");
        },
      }),
      "args.n",
      /reading it failed/,
    ],
    [
      "is a proxy that throws",
      new Proxy(
        {},
        {
          getPrototypeOf: () => {
            throw new Error("no");
          },
        },
      ),
      "",
      /reading it failed/,
    ],
    ["is a proxy that was revoked", revoked(), "", /reading it failed/],
  ])("that %s", (_, request, path, message) => {
    const fault = faultOf(request);
    if (path !== "") expect(fault?.path).toBe(path);
    expect(fault?.message).toMatch(message);
    expect(fault?.path.length).toBeLessThan(250);
  });

  it("gets a policy's own on_error, and no digest to approve", () => {
    const lenient = policyOf({
      policy: { onError: { verdict: "throttle", reason: "later", origin: "p.agentpol:3:1" } },
    });
    const decision = decide(lenient, {});
    expect(decision).toMatchObject({
      verdict: "throttle",
      enforced: "throttle",
      rule: "on_error",
      reason: "later",
      origin: "p.agentpol:3:1",
      matched: [{ rule: "on_error" }],
    });
    expect(decision).not.toHaveProperty("digest");
  });
});

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

describe("whatever it is given", () => {
  const hostile = fc.oneof(
    fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withNullPrototype: true,
      withObjectString: true,
      withSparseArray: true,
      withTypedArray: true,
    }),
    fc.object({
      key: fc.constantFrom("agent", "action", "args", "name", "id", "role", "__proto__", "constructor"),
      maxDepth: 4,
    }),
  );

  it("decides, and permits only what fits", () => {
    fc.assert(
      fc.property(
        hostile,
        fc.constantFrom("whole", "agent", "action", "args", "n", "path", "command", "tags"),
        (value, where) => {
          const decision = decide(policy, place(value, where));
          expect(["allow", "block"]).toContain(decision.verdict);
          if (decision.verdict === "block") expect(decision.fault?.message).toBeTruthy();
          expect(() => JSON.stringify(decision)).not.toThrow();
        },
      ),
      { numRuns: 2000 },
    );
  });

  it("decides on what it has read once, whatever a getter says later", () => {
    let reads = 0;
    const request = requestOf({
      get n() {
        reads += 1;
        return reads === 1 ? 1 : "changed";
      },
    });
    expect(faultOf(request)).toBeUndefined();
    expect(reads).toBe(1);
  });
});

function place(value: unknown, where: string): unknown {
  switch (where) {
    case "whole":
      return value;
    case "agent":
    case "action":
      return { ...requestOf(), [where]: value };
    case "args":
      return { ...requestOf(), action: { name: "act", args: value } };
    default:
      return requestOf({ [where]: value });
  }
}

describe("the digest of an action", () => {
  const digestOf = (request: unknown) => decide(policy, request).digest;
  const base = requestOf({ n: 1, text: "é" });

  it("is the same for the same members in another order, with other ids and times", () => {
    const reordered = {
      action: { args: { text: "é", n: 1 }, name: "act" },
      agent: { role: "clerk", id: "a-1" },
      id: "x",
      time: "2026-01-01T00:00:00Z",
    };
    expect(digestOf(reordered)).toBe(digestOf(base));
  });

  it.each<[string, unknown]>([
    ["an argument", requestOf({ n: 2, text: "é" })],
    ["an argument's spelling", requestOf({ n: 1, text: "e\u0301" })],
    ["the agent", { ...base, agent: { id: "a-2", role: "clerk" } }],
    ["the context, even if empty", { ...base, context: {} }],
    ["the impact", { ...base, impact: { cost: 1 } }],
    [
      "what it says of reversibility",
      { ...base, action: { name: "act", args: { n: 1, text: "é" }, reversible: true } },
    ],
  ])("changes with %s", (_, request) => {
    expect(digestOf(request)).not.toBe(digestOf(base));
    expect(digestOf(request)).toMatch(/^sha256:/);
  });

  it("changes with the policy", () => {
    const other = policyOf({ rules: [rule({ name: "p.other", verdict: "allow" })] });
    const request = requestOf({});
    expect(decide(other, request).digest).not.toBe(digestOf(request));
  });
});
