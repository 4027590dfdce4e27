// Section 2 of the contract: a whole policy, and its own tests.

import { beforeAll, describe, expect, it } from "vitest";
import { compile } from "../../compiler/compile.js";
import { Interpreter } from "../../compiler/interpret/interpret.js";
import { ready } from "../../runtime/facts/ready.js";
import { runCase } from "../../runtime/testing/run.js";
import { play } from "../support/play.js";
import { reading } from "../support/problems.js";

const POLICY = `/// Payments made by finance agents.
policy payments {
  version  "1.4.0"
  mode     enforce
  default  block "no rule permits this action"
}

agent   { id: string, role: clerk | lead | researcher, session: string }
context { env: dev | staging | prod, ticket?: string }
impact  { cost: money(USD), records: int }

action payments.send(counterparty: string, amount: money(USD), memo?: string) {
  effect write
  reversible never
}
action search.query(text: string) { effect read, reversible always }

group treasury = ["ana@corp.example", "ben@corp.example", "chi@corp.example"]
data  approved: set<string> from "approved-counterparties.json"

rule may_pay on payments.send {
  when  agent.role in [clerk, lead]
  allow
}

rule off_allowlist on payments.send {
  when   args.counterparty not in approved
  block  "the counterparty is not on the allowlist"
  code   "PAY-001"
  notify "security-oncall"
}

quorum large_payment on payments.send {
  when   args.amount >= 10_000 USD
  need   2 of treasury
  within 30m
  else   escalate to treasury "a large payment needs two from treasury"
}

cap daily_spend on payments.send {
  limit  sum(args.amount) <= 50_000 USD per 1d by agent.id
  else   block "this agent's daily spend is used up"
}

rule may_search on search.query { allow }

throttle search_budget on search.query {
  limit  600 per 1h by agent.id
}

assert prod_payments_are_listed on payments.send {
  when   args.counterparty not in approved
  expect at least block
}

test "an injected payment is blocked" {
  agent   { id: "a-17", role: clerk, session: "s-1" }
  context { env: prod }
  action  payments.send(counterparty: "Mallory Ltd", amount: 48_000 USD)
  expect  block by off_allowlist
}

test "the 601st search of the hour is throttled" {
  agent   { id: "a-17", role: researcher, session: "s-1" }
  context { env: prod }
  action  search.query(text: "x")
  expect  allow times 600
  expect  throttle by search_budget
  after   1h
  expect  allow
}
`;
const FILES = { "payments.agentpol": POLICY, "approved-counterparties.json": '["Acme GmbH"]' };

beforeAll(ready);

describe("a whole policy", () => {
  const { program, table, cases = [], diagnostics } = compile("payments.agentpol", { read: reading(FILES) });

  it("compiles; that no attribute says who owns an agent is told", () => {
    expect(diagnostics.map(({ code }) => code)).toEqual(["AP3027"]);
  });

  it.each(cases.map((each) => [each.name, each] as const))("passes: %s", async (_, each) => {
    const { failure } = await runCase(table!, each);
    expect(failure).toBeUndefined();
    play(new Interpreter(program!), each);
  });

  it("has its two tests", () => {
    expect(cases).toHaveLength(2);
  });
});
