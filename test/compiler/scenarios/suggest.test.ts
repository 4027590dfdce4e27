// Suggested cases: with them, cases touch all of a policy that they can touch, and nothing is suggested in vain.

import { beforeAll, describe, expect, it } from "vitest";
import { isReplayed } from "../../../cli/replay.js";
import { readCases } from "../../../compiler/cases/read-cases.js";
import { isWritable, newCases } from "../../../compiler/cases/write-cases.js";
import { Collector } from "../../../compiler/coverage/collect.js";
import { bothCounts, noCounts } from "../../../compiler/coverage/counts.js";
import { goalsOf, unmetIn } from "../../../compiler/coverage/goals.js";
import type { Plan } from "../../../compiler/coverage/plan.js";
import { planOf } from "../../../compiler/coverage/plan-of.js";
import { suggestCases } from "../../../compiler/scenarios/suggest.js";
import { ready } from "../../../runtime/facts/ready.js";
import type { TableFile } from "../../../runtime/table/format.js";
import type { TestCase } from "../../../runtime/testing/case.js";
import { caseRunner } from "../../../runtime/testing/run.js";
import { compiledFiles } from "../../support/compiling.js";
import { compiledFixture } from "../../support/scenarios.js";

beforeAll(ready);

/** What the cases reach, all of which pass. */
async function reachedBy(cases: readonly TestCase[], table: TableFile, plan: Plan) {
  const collector = new Collector(plan);
  const run = await caseRunner(table);
  for (const each of cases)
    expect(await run(each, { decided: collector.observe })).not.toHaveProperty("failure");
  return collector.counts;
}

/** As they are read from a file. */
function written(
  cases: readonly TestCase[],
  { policy, rules, killswitches }: TableFile,
): readonly TestCase[] {
  expect(cases.every(isWritable)).toBe(true);
  const { text } = newCases(
    { file: "p.agentpol", name: policy.name },
    cases.map((testCase) => ({ testCase })),
  );
  const names = { policy: policy.name, rules: [...rules, ...killswitches].map(({ name }) => name) };
  const read = readCases({ path: "p.cases.yaml", text }, names);
  expect(read.diagnostics).toEqual([]);
  return read.cases;
}

const POLICIES = [
  ...["payments", "coding", "customer-data", "remediation"],
  ...[
    "approvals",
    "boundary",
    "cap",
    "commands",
    "config-drift",
    "detector",
    "drift",
    "grant",
    "history",
  ].map((name) => `primitives/${name}`),
  ...["history-outcome", "history-since", "killswitch", "on-error", "once", "ordered", "paths", "quorum"].map(
    (name) => `primitives/${name}`,
  ),
  ...["redact", "results", "reversibility", "rule", "shadow", "throttle", "trip", "volatile"].map(
    (name) => `primitives/${name}`,
  ),
];

describe("for a policy without cases", () => {
  it.each(POLICIES)("%s: they touch all that is not proved to be out of reach", async (policy) => {
    const { program, table } = compiledFixture(policy);
    const plan = planOf(program, table);
    const { suggestions, left } = await suggestCases(table, plan, noCounts(plan));
    const cases = written(
      suggestions.map(({ testCase }) => testCase),
      table,
    );
    for (const each of cases) expect([each.name, isReplayed(program, each)]).toEqual([each.name, true]);
    const alone = await Promise.all(cases.map((each) => reachedBy([each], table, plan)));
    const counts = alone.reduce(bothCounts, noCounts(plan));
    const open = unmetIn(goalsOf(plan), counts).map(({ slot }) => slot);
    expect(left.map(({ goal }) => goal.slot)).toEqual(open);
    expect(left.filter(({ isProved }) => !isProved).map(({ goal }) => goal.text)).toEqual([]);
    // Each is there for something.
    for (const [i, { seen }] of alone.entries()) {
      const own = goalsOf(plan).filter(({ slot }) => (seen[slot] ?? 0) > 0);
      const others = alone.filter((_, j) => j !== i);
      expect(own.some(({ slot }) => others.every((each) => (each.seen[slot] ?? 0) === 0))).toBe(true);
    }
  });
});

describe("a search", () => {
  it("finds the same again", async () => {
    const { program, table } = compiledFixture("payments");
    const plan = planOf(program, table);
    const found = await suggestCases(table, plan, noCounts(plan));
    expect(await suggestCases(table, plan, noCounts(plan))).toEqual(found);
  });

  it("leaves alone what cases touch, and what nobody wants", async () => {
    const { program, table } = compiledFixture("payments");
    const plan = planOf(program, table);
    const isWanted = ({ rule }: { readonly rule: string }): boolean => rule === "payments.large_payment";
    const { suggestions, left } = await suggestCases(table, plan, noCounts(plan), { isWanted });
    const reached = suggestions.flatMap(({ reaches }) => reaches.map(({ rule }) => rule));
    expect([new Set(reached), left]).toEqual([new Set(["payments.large_payment"]), []]);
    const counts = await reachedBy(
      suggestions.map(({ testCase }) => testCase),
      table,
      plan,
    );
    expect(await suggestCases(table, plan, counts, { isWanted })).toEqual({ suggestions: [], left: [] });
  });

  it("says what cannot be reached, and what was not found", async () => {
    const { program, table } = compiledFiles({
      "p.agentpol": `policy p { default block }
agent { id: string }
action a.b(n: int)
classifier bad(text: string): bool { host "h" }
rule never on a.b { when args.n < 1 and args.n > 2, allow }
rule unheard on a.b { when bad(agent.id), block }
`,
    });
    const plan = planOf(program, table);
    const { left } = await suggestCases(table, plan, noCounts(plan));
    const told = left.map(({ goal, isProved }) => `${goal.text}${isProved ? ": never" : ""}`);
    expect(told).toContain("p.never has its say: never");
    expect(told).toContain("bad(agent.id) is true");
  });

  it("learns from the cases that stand what is permitted", async () => {
    const { program, table, cases } = compiledFiles({
      "p.agentpol": `policy p { default block }
agent { id: string }
action a.b(n: int, m: int)
rule may on a.b { when args.n * args.m == 391 and args.n > 1 and args.m > 1, allow }
throttle pace on a.b { limit 2 per 1h by agent.id }
test "17 and 23" { agent { id: "a-1" }, action a.b(n: 17, m: 23), expect allow }
`,
    });
    const plan = planOf(program, table);
    const usedUp = "used up: 2 per 1h by agent.id";
    const without = await suggestCases(table, plan, noCounts(plan));
    expect(without.left.map(({ goal }) => goal.text)).toContain(usedUp);
    const standing = cases;
    const { suggestions } = await suggestCases(table, plan, noCounts(plan), { standing });
    expect(suggestions.flatMap(({ reaches }) => reaches.map(({ text }) => text))).toContain(usedUp);
  });

  it("names a case after what it was found for first", async () => {
    const { program, table } = compiledFixture("primitives/throttle");
    const plan = planOf(program, table);
    const { suggestions } = await suggestCases(table, plan, noCounts(plan));
    expect(suggestions.map(({ testCase }) => testCase.name)).toContain("may_search has its say");
  });
});
