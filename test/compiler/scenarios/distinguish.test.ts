// Cases that tell two policies apart: of a policy and the same with one planted change, one is found that passes on the
// first and fails on the second, and that is still so after it was written as YAML and read again.

import { beforeAll, describe, expect, it } from "vitest";
import { readCases } from "../../../compiler/cases/read-cases.js";
import { isWritable, newCases } from "../../../compiler/cases/write-cases.js";
import { distinguish, Distinguisher } from "../../../compiler/scenarios/distinguish.js";
import { ready } from "../../../runtime/facts/ready.js";
import type { TableFile } from "../../../runtime/table/format.js";
import type { TestCase } from "../../../runtime/testing/case.js";
import { runCase } from "../../../runtime/testing/run.js";
import { compiledFiles } from "../../support/compiling.js";
import { tableOfFixture } from "../../support/scenarios.js";

beforeAll(ready);

/** Through a file, as people get it. */
function written(testCase: TestCase, table: TableFile): readonly TestCase[] {
  expect(isWritable(testCase)).toBe(true);
  const { text } = newCases({ file: "p.agentpol", name: table.policy.name }, [{ testCase }]);
  const rules = [...table.rules, ...table.killswitches].map(({ name }) => name);
  const { cases, diagnostics } = readCases(
    { path: "p.cases.yaml", text },
    { policy: table.policy.name, rules },
  );
  expect(diagnostics).toEqual([]);
  return cases;
}

describe.each<[policy: string, changes: readonly (readonly [from: string, to: string])[]]>([
  [
    "throttle",
    [
      ["limit 5 per 1h", "limit 6 per 1h"],
      ["limit 5 per 1h", "limit 4 per 1h"],
      ["limit 2 per 1m", "limit 3 per 1m"],
      ["per 1h", "per 2h"],
      ["per 1h", "per 59m"],
      ["per 1m", "per 2m"],
      ["1h by agent.id", "1h"],
      ["by [agent.id, action.name]", "by agent.id"],
      ["by [agent.id, action.name]", "by action.name"],
      ["budget on search.*", "budget on search.query"],
    ],
  ],
  [
    "cap",
    [
      ["<= 100 EUR", "< 100 EUR"],
      ["<= 100 EUR", "<= 100.01 EUR"],
      ["<= 100 EUR", "<= 101 EUR"],
      ["per 1d", "per 2d"],
      ["per 1d", "per 23h"],
      ["per 1d by agent.id", "per 1d"],
      ["impact.hosts < 4", "impact.hosts <= 4"],
      ["escalate to leads \"the day's", "block \"the day's"],
    ],
  ],
  [
    "quorum",
    [
      ["need   1 of ops\n", ""],
      ["need   1 of security\n", ""],
      ["1 of ops", "2 of ops"],
      ["1 of security", "2 of security"],
      ["1 of security", "1 of ops"],
      ["within 30m", "within 31m"],
      ["within 30m", "within 29m"],
      ['["ana@corp.example", "ben@corp.example"]', '["ana@corp.example"]'],
    ],
  ],
  [
    "reversibility",
    [
      [" acknowledging irreversible", ""],
      ["need 1 of sre", "need 2 of sre"],
    ],
  ],
  [
    "grant",
    [
      ["expires 2h", "expires 3h"],
      ["expires 2h", "expires 1h"],
      ["scope   context.task", "scope   agent.id"],
      ["scope   context.task", "scope   [context.task, agent.id]"],
      ["revoke  when outcome == failed\n", ""],
      ["outcome == failed", "outcome == ok"],
      ['block "the grant', 'throttle "the grant'],
    ],
  ],
  [
    "killswitch",
    [
      ["agent.id, agent.role", "agent.role"],
      ["agent.id, agent.role", "agent.id"],
      ["scope [all, ", "scope ["],
      [", action.name]", "]"],
      ['"sec@corp.example"', '"sue@corp.example"'],
    ],
  ],
  [
    "trip",
    [
      ["for 10m", "for 11m"],
      ["for 10m", "for 9m"],
      ["agent.session for 10m", "action.name for 10m"],
      ["  trip  freeze agent.session for 10m\n", ""],
      ["  trip     freeze action.name\n", ""],
      ["for 1m", "for 2m"],
      ["  trip  freeze agent.session for 1m\n", ""],
    ],
  ],
  [
    "history",
    [
      ["within 8h", "within 7h"],
      ["within 8h", "within 9h"],
      ["by agent.session", "by agent.id"],
      [", by agent.session", ""],
      ["**/secrets/**", "**/secret/**"],
      [">= 2\n  escalate", ">= 3\n  escalate"],
      [">= 2\n  block", ">= 1\n  block"],
      ["args.amount >= 10 USD", "args.amount >= 11 USD"],
      [" where args.amount >= 10 USD", ""],
      ["within 1m", "within 2m"],
      ["distinct(args.to, pay.send, within 1h", "count(pay.send, within 1h"],
      ["> 100 USD", ">= 100 USD"],
      ["within 1d", "within 2d"],
      ["sum(args.amount, pay.send", "sum(args.amount, pay.send where args.amount > 1 USD"],
    ],
  ],
  [
    "history-since",
    [
      ["since code.edit, ", ""],
      [", since pin.accept", ""],
      [">= 3", ">= 4"],
      ["by [agent.id, args.account]) >= 3", "by agent.id) >= 3"],
      ["args.to = args.account]", "args.to]"],
      ["since money.receive, ", ""],
    ],
  ],
  [
    "history-outcome",
    [
      ["outcome == ok, within 1d", "outcome == failed, within 1d"],
      [" and outcome == ok", ""],
      ['args.name == "tests" and ', ""],
      ["outcome == failed, since", "outcome == ok, since"],
      [", since job.wipe", ""],
      ['>= 2\n  block "two failures', '>= 3\n  block "two failures'],
      ["> 10", "> 11"],
    ],
  ],
])("in %s", (policy, changes) => {
  it.each(changes)("`%s` become `%s` is told", async (from, to) => {
    const original = tableOfFixture(`primitives/${policy}`);
    const changed = tableOfFixture(`primitives/${policy}`, [from, to]);
    const testCase = await distinguish(original, changed, { name: "tells" });
    expect(testCase).toBeDefined();
    if (testCase === undefined) return;
    for (const each of [testCase, ...written(testCase, original)]) {
      expect(await runCase(original, each)).not.toHaveProperty("failure");
      expect(await runCase(changed, each)).toHaveProperty("failure");
    }
  });
});

describe("a search", () => {
  const [original, changed] = ["limit 5 per 1h", "limit 6 per 1h"].map((limit) =>
    tableOfFixture("primitives/throttle", ["limit 5 per 1h by agent.id", `${limit} by agent.id /* now */`]),
  ) as [TableFile, TableFile];

  it("finds nothing between equals", async () => {
    expect(await distinguish(original, original, { name: "n" })).toBeUndefined();
  });

  it("finds the same again", async () => {
    const distinguisher = new Distinguisher(original);
    const first = await distinguisher.caseFor(changed, { name: "n" });
    expect(await distinguisher.caseFor(changed, { name: "n" })).toEqual(first);
    expect(await distinguish(original, changed, { name: "n" })).toEqual(first);
  });

  it("ends where its budget does", async () => {
    expect(await distinguish(original, changed, { name: "n", budget: 3 })).toBeUndefined();
  });

  it("leaves out of the case whatever it does not take", async () => {
    const grants = tableOfFixture("primitives/grant");
    const longer = tableOfFixture("primitives/grant", ["expires 2h", "expires 3h"]);
    const { steps } = (await distinguish(grants, longer, { name: "n" })) ?? { steps: [] };
    expect(steps.map(({ step }) => step)).toEqual([
      "agent",
      "context",
      "action",
      "expect",
      "after",
      "expect",
    ]);
  });

  it("names the rule where only that is another one", async () => {
    const text = "rule menu on * { allow }";
    const table = tableOfFixture("primitives/killswitch");
    const renamed = tableOfFixture("primitives/killswitch", [text, "rule list on * { allow }"]);
    const { steps } = (await distinguish(table, renamed, { name: "n" })) ?? { steps: [] };
    expect(steps.at(-1)).toMatchObject({ step: "expect", verdict: "allow", by: "halts.menu" });
  });
});

describe("rules of one action, each in the way of the other's cases", () => {
  const POLICY = `policy many { default block }
    agent { id: string, session: string }
    group finance = ["ana@corp.example", "ben@corp.example"]
    action pay.run(amount: money(USD), hosts: int) { effect write, reversible always }
    rule may on pay.run { allow }
    cap spend on pay.run { limit sum(args.amount) <= 5000 USD per 1d by agent.id, else escalate to finance }
    throttle pace on pay.run { limit 4 per 1h by agent.session }
    quorum large on pay.run { when args.amount >= 1000 USD, need 2 of finance, else escalate to finance }
    rule repeats on pay.run {
      when count(pay.run where args.hosts > 2, within 1h, by agent.id) >= 3, escalate to finance
    }`;
  const tableOf = (text: string): TableFile => compiledFiles({ "p.agentpol": text }).table;

  // None may keep the search from the others: of 4,000 decisions each of these takes few.
  it.each([
    ["limit 4 per 1h", "limit 5 per 1h"],
    ["per 1h by agent.session", "per 2h by agent.session"],
    ["per 1d by agent.id", "per 12h by agent.id"],
    ["per 1d by agent.id", "per 2d by agent.id"],
    ["per 1d by agent.id", "per 1d"],
    ["args.hosts > 2", "args.hosts >= 2"],
    ["args.hosts > 2", "args.hosts > 1"],
    ["within 1h, by agent.id", "within 30m, by agent.id"],
  ])("%s and %s", async (from, to) => {
    const [table, changed] = [tableOf(POLICY), tableOf(POLICY.replace(from, to))];
    const found = await distinguish(table, changed, { name: "n", budget: 4_000 });
    if (found === undefined) throw new Error("none was found");
    expect((await runCase(table, found)).failure).toBeUndefined();
    expect((await runCase(changed, found)).failure).toBeDefined();
  });
});
