// Coverage of what is no plain condition: needs, windows, grants, kill switches, shadow rules, notes, results, floors, faults.

import { beforeAll, describe, expect, it } from "vitest";
import type { Coverage, RuleCoverage } from "../../../compiler/coverage/coverage.js";
import { ready } from "../../../runtime/facts/ready.js";
import { covered } from "../../support/covering.js";

beforeAll(ready);

const HEAD = `
agent  { id: string, role: clerk | lead }
impact { hosts: int }
action pay(amount: money(USD)) { effect write, reversible never }
action look(what: string) gives { size: int, note?: string } { effect read, reversible always }
group people = ["ana@corp.example", "ben@corp.example"]
rule may on * { allow }
`;

const A = 'agent { id: "a", role: clerk }';

async function coverageOf(rules: string, test: string, header = ""): Promise<Coverage> {
  const text = `policy p { default block${header} }${HEAD}${rules}\ntest "t" {\n${test}\n}\n`;
  return (await covered({ "p.agentpol": text })).coverage;
}

async function ruleIn(rules: string, test: string): Promise<RuleCoverage> {
  const rule = (await coverageOf(rules, test)).rules.at(-1);
  if (rule === undefined) throw new Error("no rule");
  return rule;
}

const sidesOf = ({ conditions }: RuleCoverage): readonly unknown[] =>
  conditions.map(({ kind, text, yes, no }) => [kind, text, yes.count, no.count]);

describe("coverage of", () => {
  it("needs: met and unmet, where the guard holds", async () => {
    const quorum = `quorum two on pay { when args.amount >= 10 USD, need 2 of people, else escalate to people }`;
    const rule = await ruleIn(
      quorum,
      `${A} action pay(amount: 10 USD) expect escalate approve by "ana@corp.example" expect escalate
       approve by "ben@corp.example" expect allow action pay(amount: 1 USD) expect allow`,
    );
    expect(sidesOf(rule)).toEqual([
      ["expr", "args.amount >= 10 USD", 3, 1],
      ["needs", "2 of people", 1, 2],
    ]);
    expect([rule.matched, rule.spoke.count, rule.decided]).toEqual([3, 2, 2]);
  });

  it("an allow once approved: what it needs, said once", async () => {
    const rule = await ruleIn(
      `rule once on pay { when args.amount > 5 USD, allow once approved by people }`,
      `${A} action pay(amount: 6 USD) expect escalate approve by "ana@corp.example" expect allow`,
    );
    expect(sidesOf(rule)).toEqual([
      ["expr", "args.amount > 5 USD", 2, 0],
      ["needs", "1 of people", 1, 1],
    ]);
  });

  it("windows: used up and with room, and neither where something else blocks", async () => {
    const rules = `rule no on pay { when args.amount > 100 USD, block }
      throttle often on pay { limit 2 per 1h }`;
    const attempts = `${A} action pay(amount: 1 USD) expect allow times 2 expect throttle
      action pay(amount: 200 USD) expect block`;
    const rule = await ruleIn(rules, attempts);
    expect(sidesOf(rule)).toEqual([["limit", "2 per 1h", 1, 2]]);
    expect([rule.matched, rule.spoke.count]).toEqual([4, 1]);
  });

  it("limits without a window: the bound's two sides, and none for amounts below zero", async () => {
    const cap = `cap hosts on look { limit impact.hosts <= 3, else block }`;
    const rule = await ruleIn(cap, `${A} impact { hosts: 3 } action look(what: "x") expect allow`);
    expect(rule.boundaries.map(({ text, below, above }) => [text, below, above])).toEqual([
      ["impact.hosts <= 3", { value: "3", count: 1, never: false }, { value: "4", count: 0, never: false }],
    ]);
    expect(sidesOf(rule)).toEqual([["expr", "not (impact.hosts <= 3)", 0, 1]]);
  });

  it("shadow rules and notes: they have their say and never decide", async () => {
    const rules = `rule tried on pay { when args.amount > 5 USD, block, mode shadow }
      rule told on pay { when args.amount > 5 USD, note "much" }`;
    const { rules: found } = await coverageOf(rules, `${A} action pay(amount: 6 USD) expect allow`);
    expect(
      found.slice(1).map(({ shadow, matched, spoke, decided }) => [shadow, matched, spoke.count, decided]),
    ).toEqual([
      [true, 1, 1, 0],
      [false, 1, 1, 0],
    ]);
  });

  it("kill switches, the default and on_error: by whether they decide; an `on_error` that nobody wrote is none", async () => {
    const rules = `killswitch freeze { scope agent.id }\nkillswitch stop { scope all }`;
    const test = `${A} kill agent.id "a" action pay(amount: 1 USD) expect block revive agent.id "a"
      action pay(amount: 1 USD) expect allow agent { role: clerk } expect throttle`;
    const told = ({ others }: Coverage): unknown =>
      others.map(({ name, decided }) => [name, decided.count, decided.never]);
    const header = `, on_error throttle, on_error block when agent.role == lead`;
    expect(told(await coverageOf(rules, test, header))).toEqual([
      ["p.freeze", 1, false],
      ["p.stop", 0, false],
      // `may` permits everything.
      ["default", 0, true],
      ["on_error", 0, false],
      ["on_error", 1, false],
    ]);
    expect(told(await coverageOf("", `${A} action pay(amount: 1 USD) expect allow`))).toEqual([
      ["default", 0, true],
    ]);
  });

  it("results: rules on them are asked when one comes back, and only then", async () => {
    const rules = `rule large on result of look { when result.size > 10, block }
      redact notes on look { mask result.note matching [email] }`;
    const test = `${A} action look(what: "x") expect allow result { size: 11 } expect block
      action look(what: "y") expect allow result { size: 1, note: "a@corp.example" } expect redact by notes`;
    const coverage = await coverageOf(rules, test);
    const [, large, notes] = coverage.rules;
    expect(large && sidesOf(large)).toEqual([["expr", "result.size > 10", 1, 1]]);
    expect([large?.matched, large?.spoke.count, large?.decided]).toEqual([1, 1, 1]);
    expect([notes?.decided, coverage.decisions]).toEqual([1, 4]);
    expect(large?.boundaries[0]?.above.count).toBe(1);
    // A result that no rule speaks of is let through, whatever the default is.
    const plain = await coverageOf(
      `rule large on result of look { when result.size > 10, block }`,
      `${A} action look(what: "x") expect allow result { size: 1 } expect allow`,
    );
    expect(plain.others.map(({ name, decided }) => [name, decided.count])).toEqual([["default", 0]]);
  });

  it("ordered enums: members next to each other are a boundary", async () => {
    const text = `policy p { default block }
agent { id: string, level: low < mid < high }
action act() { effect write, reversible never }
rule may on act { when agent.level >= mid, allow }
test "t" { agent { id: "a", level: mid } action act() expect allow agent { id: "a", level: high } expect allow }
`;
    const { coverage } = await covered({ "p.agentpol": text });
    const [boundary] = coverage.rules[0]?.boundaries ?? [];
    expect([boundary?.below.value, boundary?.below.count]).toEqual(["low", 0]);
    expect([boundary?.above.value, boundary?.above.count]).toEqual(["mid", 1]);
  });

  it("a policy, not of its floor, which has tests of its own", async () => {
    const floor = `policy q { default allow }${HEAD}rule never on pay { when args.amount > 5 USD, block }\n`;
    const text = `policy p { default block, floor "q.agentpol" }${HEAD}
test "t" { ${A} action pay(amount: 6 USD) expect block by q.never }
`;
    const { coverage } = await covered({ "p.agentpol": text, "q.agentpol": floor });
    expect(coverage.rules.map(({ rule, spoke, decided }) => [rule, spoke.count, decided])).toEqual([
      ["p.may", 1, 0],
    ]);
    expect(coverage.others.map(({ name, decided }) => [name, decided.count])).toEqual([["default", 0]]);
  });

  it("what overflows: unknown, and the decision is `on_error`", async () => {
    const text = `policy p { default block }
agent { id: string }
action act(n: int) { effect write, reversible never }
rule may on act { when args.n * args.n > 5, allow }
test "t" { agent { id: "a" } action act(n: 9007199254740991) expect block by on_error }
`;
    const { coverage } = await covered({ "p.agentpol": text });
    const [condition] = coverage.rules[0]?.conditions ?? [];
    expect(coverage.decisions).toBe(1);
    expect([condition?.yes.count, condition?.no.count]).toEqual([0, 0]);
  });
});
