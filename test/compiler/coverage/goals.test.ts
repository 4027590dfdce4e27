// What is left to be touched, in words and as constraints: payments of the example policy.

import { beforeAll, describe, expect, it } from "vitest";
import { goalsOf, unmetIn, type Goal } from "../../../compiler/coverage/goals.js";
import { ready } from "../../../runtime/facts/ready.js";
import { covered } from "../../support/covering.js";

beforeAll(ready);

const POLICY = `policy shop { default block, on_error escalate to people }
agent  { id: string, role: clerk | lead }
impact { hosts: int }
action pay(amount: money(USD), at?: time) { effect write, reversible never }
action look(what: string) { effect read, reversible always }
group people = ["ana@corp.example", "ben@corp.example"]
killswitch freeze { scope agent.id }
let small = args.amount < 10 USD or agent.role == lead

rule may_pay on pay { when small, allow }
rule may_look on look { allow }
quorum large on pay {
  when args.amount >= 100 USD
  need 1 of people
  else escalate to people
}
cap hosts on look {
  limit impact.hosts <= 3
  limit often: sum(impact.hosts) <= 5 per 1h
  else block
}
rule never on look { when agent.role == clerk and agent.role == lead, block }

test "one payment" {
  agent  { id: "a", role: clerk }
  action pay(amount: 10 USD)
  expect block
  action pay(amount: 9.99 USD)
  expect allow
}
`;

const told = (goals: readonly Goal[], rule: string): readonly string[] =>
  goals.filter((goal) => goal.rule === rule).map(({ text }) => text);

describe("goals", () => {
  it("are all that cases can touch, rule by rule", async () => {
    const { plan } = await covered({ "p.agentpol": POLICY });
    const goals = goalsOf(plan);
    expect(new Set(goals.map(({ slot }) => slot)).size).toBe(goals.length);
    expect(told(goals, "shop.may_pay")).toEqual([
      "shop.may_pay has its say",
      "args.amount < 10 USD is true",
      "args.amount < 10 USD is false",
      "agent.role == lead is true",
      "agent.role == lead is false",
      "args.amount < 10 USD at 9.99 USD",
      "args.amount < 10 USD at 10 USD",
      "a way in which shop.may_pay matches pay",
      "a way in which shop.may_pay matches pay",
    ]);
    expect(told(goals, "shop.large")).toEqual([
      "shop.large has its say",
      "args.amount >= 100 USD is true",
      "args.amount >= 100 USD is false",
      "approved by 1 of people",
      "not approved by 1 of people",
      "args.amount >= 100 USD at 99.99 USD",
      "args.amount >= 100 USD at 100 USD",
      "a way in which shop.large matches pay",
    ]);
    expect(told(goals, "shop.hosts")).toEqual(
      expect.arrayContaining([
        "not (impact.hosts <= 3) is true",
        "used up: often: sum(impact.hosts) <= 5 per 1h",
        "room in: often: sum(impact.hosts) <= 5 per 1h",
        "impact.hosts <= 3 at 3",
        "impact.hosts <= 3 at 4",
      ]),
    );
    expect(["shop.freeze", "default", "on_error"].flatMap((name) => told(goals, name))).toEqual([
      "the kill switch shop.freeze decides",
      "default decides",
      "on_error decides",
    ]);
  });

  it("are left where no case touched them", async () => {
    const { plan, counts } = await covered({ "p.agentpol": POLICY });
    const left = unmetIn(goalsOf(plan), counts);
    expect(told(left, "shop.may_pay")).toEqual([
      "agent.role == lead is true",
      "a way in which shop.may_pay matches pay",
    ]);
    expect(told(left, "default")).toEqual([]);
    expect(told(left, "on_error")).toEqual(["on_error decides"]);
    const large = left.find(({ text }) => text === "args.amount >= 100 USD at 100 USD");
    expect(large?.aim).toMatchObject({ kind: "value", from: 1_000_000, to: 1_000_000, example: 1_000_000 });
  });

  it("do not count where it is proved that no request reaches them", async () => {
    const { coverage } = await covered({ "p.agentpol": POLICY });
    const never = coverage.rules.find(({ rule }) => rule === "shop.never");
    expect(never?.spoke).toEqual({ count: 0, never: true });
    expect(never?.conditions.map(({ yes, no }) => [yes.never, no.never])).toEqual([
      [false, false],
      [false, false],
    ]);
    expect(coverage.totals.rules).toEqual({ reached: 2, total: 7, never: 1 });
  });
});
