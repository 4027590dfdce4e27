// A case as a `test` block: put into the policy, it is the same case.

import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { compile } from "../../../compiler/compile.js";
import { noCounts } from "../../../compiler/coverage/counts.js";
import { planOf } from "../../../compiler/coverage/plan-of.js";
import { suggestCases } from "../../../compiler/scenarios/suggest.js";
import { testBlock } from "../../../compiler/verify/test-block.js";
import { ready } from "../../../runtime/facts/ready.js";
import { formOf } from "../../../runtime/table/floor.js";
import type { TestCase } from "../../../runtime/testing/case.js";
import { compiledFixture } from "../../support/scenarios.js";

beforeAll(ready);

/** Without where they stand. */
function stepsOf({ steps }: TestCase): readonly object[] {
  return steps.map(({ origin: _, ...step }) => step);
}

describe("a case that was found", () => {
  it.each([
    "cap",
    "grant",
    "history-outcome",
    "killswitch",
    "on-error",
    "quorum",
    "reversibility",
    "rule",
    "throttle",
    "trip",
  ])("in %s", async (name) => {
    const { program, table } = compiledFixture(`primitives/${name}`);
    const plan = planOf(program, table);
    const { suggestions } = await suggestCases(table, plan, noCounts(plan));
    const own = suggestions.flatMap(({ testCase }) => (testCase.steps.every(isSaid) ? [testCase] : []));
    expect(own.length).toBeGreaterThan(0);
    const blocks = own.flatMap((testCase, i) =>
      testBlock({ ...testCase, name: `case ${String(i)}` }, formOf(table)),
    );
    const source = readFileSync(
      new URL(`../../../fixtures/policies/primitives/${name}.agentpol`, import.meta.url),
      "utf8",
    );
    const [policy = ""] = source.split(/^test /m);
    const text = `${policy}\n${blocks.join("\n")}\n`;
    const { cases, diagnostics } = compile("p.agentpol", { read: () => ({ ok: true, text }) });
    expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(cases?.map(stepsOf)).toEqual(own.map(stepsOf));
  });
});

/** Results that are no records, and requests that state no such arguments, are for cases files alone. */
function isSaid(step: TestCase["steps"][number]): boolean {
  if (step.step === "result") return typeof step.value === "object";
  return step.step !== "action" || Object.keys(step.args).every((key) => /^\w+$/.test(key));
}

describe("each kind of step", () => {
  it("has its words", () => {
    const form = formOf(compiledFixture("primitives/killswitch").table);
    const origin = "";
    const lines = testBlock(
      {
        name: "n",
        origin,
        steps: [
          { step: "agent", values: { id: "a-1", role: "reader" }, origin },
          { step: "kill", scope: "agent.role", value: "reader", origin },
          { step: "revive", scope: "agent.id", value: "a-1", by: "s@x.example", origin },
          { step: "kill", scope: "all", origin },
          { step: "after", duration: 90_000, origin },
          { step: "outcome", outcome: "failed", origin },
          { step: "expect", verdict: "block", by: "halts.freeze", code: "C", times: 3, origin },
        ],
      },
      form,
    );
    expect(lines).toEqual([
      'test "n" {',
      '  agent { id: "a-1", role: reader }',
      "  kill agent.role reader",
      '  revive agent.id "a-1" by "s@x.example"',
      "  kill all",
      "  after 90s",
      "  outcome failed",
      '  expect block by halts.freeze code "C" times 3',
      "}",
    ]);
  });
});
