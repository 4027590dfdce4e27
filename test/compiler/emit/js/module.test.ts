// The emitted module: its text, and what it makes of requests that are no plain ones.

import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { emitModule } from "../../../../compiler/emit/js/module.js";
import { decide as decideByTable } from "../../../../runtime/decide/decide.js";
import type { Policy } from "../../../../runtime/decide/policy.js";
import { policyOfText, tableOfText } from "../../../attack/support.js";
import { importEmitted, type EmittedModule } from "../../../support/emitted.js";

const SMALL = `policy shop { version "1.2", default block }
agent { id: string, role: clerk | lead }
action pay(amount: int, to: string, file?: path) { effect write, reversible never }
action look() { effect read, reversible always }
rule small on pay { when args.amount <= 100 allow }
rule leads on pay { when agent.role == lead and args.to in ["ana", "ben"] allow }
rule to_self on pay { when args.to == agent.id block "not to oneself" }
rule files on pay { when has args.file and args.file like "/tmp/**" block }
rule look on look { allow }
`;

let table: Policy;
let module: EmittedModule;
beforeAll(async () => {
  const file = await tableOfText(SMALL);
  table = { ...(await policyOfText(SMALL)), fast: undefined };
  module = await importEmitted(file);
});

const pay = (args: object, agent: object = { id: "a", role: "clerk" }): object => ({
  agent,
  action: { name: "pay", args: { amount: 5, to: "x", ...args } },
});

/** With the very arguments. */
const paying = (args: unknown): object => ({
  agent: { id: "a", role: "clerk" },
  action: { name: "pay", args },
});

function frozen(of: object): object {
  for (const member of Object.values(of) as unknown[]) if (typeof member === "object") frozen(member ?? {});
  return Object.freeze(of);
}

function bare(of: object): object {
  const members = (Object.entries(of) as [string, unknown][]).map(([name, member]) => [
    name,
    typeof member === "object" ? bare(member ?? {}) : member,
  ]);
  return Object.assign(Object.create(null) as object, Object.fromEntries(members) as object);
}

describe("the text", () => {
  it("is the same for the same policy", async () => {
    const text = emitModule(await tableOfText(SMALL));
    await expect(text).toMatchFileSnapshot("small.golden");
    expect(emitModule(await tableOfText(SMALL))).toBe(text);
  });

  it("makes no code of what a policy says", async () => {
    const odd = '</script>\\n\\"+(()=>{throw 1})()+\\" ${1}`*/ ]]>';
    const { decide, decideHere } = await importEmitted(
      await tableOfText(`policy p { default block }
type Odd = __proto__ | constructor | other
action m.a(constructor: string, class: Odd) { effect read, reversible always }
rule odd on m.a { when args.constructor == "${odd}" or args.class == __proto__ block "no </script>" }
rule ok on m.a { allow }
`),
    );
    const request = { action: { name: "m.a", args: { constructor: "x", class: "__proto__" } } };
    const { verdict, reason, rule } = decide(request);
    expect({ verdict, rule, reason }).toEqual({ verdict: "block", rule: "p.odd", reason: "no </script>" });
    expect(decideHere(request)).toBeDefined();
  });

  it("has no line end but between its lines, and nothing that ends a script", async () => {
    const text = emitModule(
      await tableOfText(`policy p { default block }
action a(x: string)
rule r on a { when args.x == "\u2028</script><!--" block "\u2029]]>" }
`),
    );
    expect(text).not.toMatch(/[\u2028\u2029\r]|<\/script|<!--|\]\]>/);
    expect(text).not.toMatch(/\beval\b|new Function/);
  });
});

describe("what is plainly a request", () => {
  it.each<[string, object]>([
    ["allowed", pay({})],
    ["by default", pay({ amount: 500 })],
    ["by a guard", pay({ to: "a" })],
    ["by a pattern", pay({ file: "/tmp/a/b" })],
    ["by a text", pay({ amount: 500, to: "ben" }, { id: "a", role: "lead" })],
    ["with an id and a time", { ...pay({}), id: "i", time: "2026-01-01T00:00:00Z" }],
    ["without arguments", { agent: { id: "a", role: "lead" }, action: { name: "look" } }],
    ["of what JSON.parse gives", JSON.parse(JSON.stringify(pay({}))) as object],
    ["without a prototype", Object.assign(Object.create(null) as object, pay({}))],
    ["frozen, with all its parts", frozen(pay({ to: "a" }))],
    ["without a prototype, in all its parts", bare(pay({ file: "/tmp/a" }))],
    [
      "in another order",
      { action: { args: { to: "x", amount: 5 }, name: "pay" }, agent: { role: "lead", id: "z" } },
    ],
  ])("is decided without the table: %s", (_, request) => {
    const facts = { now: 0 };
    const decision = module.decide(request, facts);
    expect(module.decideHere(request, facts)).toBeDefined();
    expect({ ...(JSON.parse(JSON.stringify(decision)) as object), id: "" }).toEqual({
      ...decideByTable(table, request, facts),
      id: "",
    });
  });

  it("is copied: what is changed later changes no decision", () => {
    const args = { amount: 5, to: "x" };
    const decision = module.decide({ agent: { id: "a", role: "clerk" }, action: { name: "pay", args } });
    args.amount = 1_000_000;
    const { verdict, digest } = decision;
    expect({ verdict, digest }).toEqual({ verdict: "allow", digest: module.decide(pay({})).digest });
  });
});

const throwing = (what: unknown) => () => {
  throw what;
};
const cycle: Record<string, unknown> = { amount: 5, to: "x" };
cycle.file = cycle;
const revoked = Proxy.revocable({}, {});
revoked.revoke();

/** Whose members no list of members shows. */
function hidden(of: object): object {
  const members = Object.entries(of).map(([name, value]) => [name, { value: value as unknown }] as const);
  return Object.defineProperties({}, Object.fromEntries(members));
}

describe("what is no plain request", () => {
  afterEach(() => {
    for (const name of ["to", "args", "role"]) Reflect.deleteProperty(Object.prototype, name);
  });

  it.each<[string, unknown]>([
    ["nothing", undefined],
    ["null", null],
    ["a text", "pay"],
    ["a list", [pay({})]],
    ["a revoked proxy", revoked.proxy],
    ["a proxy of a request", new Proxy(pay({}), { get: throwing(1) })],
    ["keys that throw", pay({}, new Proxy({ id: "a", role: "lead" }, { ownKeys: throwing(1) }))],
    [
      "a getter that throws",
      paying(Object.defineProperty({ amount: 5 }, "to", { enumerable: true, get: throwing(null) })),
    ],
    ["arguments of a class", paying(new Map())],
    ["inherited members", pay({}, Object.create({ id: "a", role: "lead" }) as object)],
    ["a cycle", paying(cycle)],
    ["one member too many", pay({ more: 1 })],
    ["one member too few", paying({ to: "x" })],
    [
      "a hidden member, and another for it",
      pay({}, Object.defineProperty({ id: "a", more: 1 }, "role", { value: "lead", enumerable: false })),
    ],
    [
      "a hidden member, and an undefined one for it",
      paying(Object.defineProperty({ amount: 5, file: undefined }, "to", { value: "x", enumerable: false })),
    ],
    ["a request with hidden members alone", hidden(pay({}))],
    [
      "arguments that are hidden",
      { ...pay({}), action: hidden({ name: "pay", args: { amount: 5, to: "x" } }) },
    ],
    ["__proto__ as a member", JSON.parse('{"__proto__":{},"action":{"name":"look"}}')],
    ["an action __proto__", { agent: { id: "a", role: "lead" }, action: { name: "__proto__" } }],
    ["a role of every object", pay({}, { id: "a", role: "toString" })],
    ["−0", pay({ amount: -0 })],
    ["half a pair", pay({ to: "\ud800" })],
    ["another form of a text", pay({ to: "e\u0301" })],
    ["a path that climbs", pay({ file: "/tmp/../etc" })],
    ["a path to a process", pay({ file: "/proc/self/root/tmp" })],
    ["a text object", pay({ to: new String("x") })],
    ["an id that is none", { ...pay({}), id: "" }],
    ["a time that is none", { ...pay({}), time: "soon" }],
    ["a number that is none", pay({ amount: NaN })],
  ])("is decided as by the table: %s", (_, request) => {
    const facts = { now: 0 };
    const told = (decision: object): unknown => ({
      ...(JSON.parse(JSON.stringify(decision)) as object),
      id: "",
    });
    expect(told(module.decide(request, facts))).toEqual(told(decideByTable(table, request, facts)));
  });

  it("is so where every object inherits members", () => {
    Object.assign(Object.prototype, { to: "x", role: "lead" });
    const request = { agent: { id: "a" }, action: { name: "pay", args: { amount: 5 } } };
    expect(module.decide(request).code).toBe("request.invalid");
  });

  it("may ask for another decision while it is read", () => {
    const agent = {
      id: "a",
      get role() {
        module.decide(pay({ amount: 5 }, { id: "b", role: "lead" }));
        return "clerk";
      },
    };
    const { verdict, rule } = module.decide(pay({ amount: 500, to: "ben" }, agent));
    expect({ verdict, rule }).toEqual({ verdict: "block", rule: "default" });
  });

  it("leaves to the table what hangs on facts", () => {
    const kills = [{ id: "k", killswitch: "x", scope: "all", by: "ana", at: 0 }];
    expect(module.decideHere(pay({}), { kills })).toBeUndefined();
  });
});
