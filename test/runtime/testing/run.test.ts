// Running golden cases: each by itself, whoever looks on.

import { describe, expect, it } from "vitest";
import type { Observer } from "../../../runtime/testing/observer.js";
import { caseRunner, runCase } from "../../../runtime/testing/run.js";
import type { Step, TestCase } from "../../../runtime/testing/case.js";
import { tableOfFiles } from "../../support/compiling.js";

const table = tableOfFiles({
  "p.agentpol": `policy p { default block }
agent { id: string }
action ask(of: string) gives { text: string } { effect read, reversible always }
rule may_ask on ask { allow }
rule may_come on result of ask { allow }
throttle often on ask { limit 2 per 1h by agent.id }
`,
});

const at = { origin: "p.agentpol:1:1" };
const agent: Step = { ...at, step: "agent", values: { id: "a" } };
const action: Step = { ...at, step: "action", name: "ask", args: { of: "b" } };
const result: Step = { ...at, step: "result", outcome: "ok", value: { text: "c" } };
const expecting = (verdict: "allow" | "throttle", times = 1): Step => ({
  ...at,
  step: "expect",
  verdict,
  times,
});
const caseOf = (...steps: readonly Step[]): TestCase => ({
  name: "n",
  ...at,
  steps: [agent, action, ...steps],
});

describe("running cases", () => {
  it("reads the table once, and lets no case see what another did", async () => {
    const run = await caseRunner(table);
    const twice = caseOf(expecting("allow", 2), expecting("throttle"));
    const first = await run(twice);
    expect(first.failure).toBeUndefined();
    expect(await run(twice)).toEqual(first);
    expect(await runCase(table, twice)).toEqual(first);
  });

  it("shows an observer each attempt and each result, as the state stands before, and what was decided", async () => {
    const before: string[] = [];
    const after: string[] = [];
    const observer: Observer = {
      before: async ({ runtime, request, report }) => {
        const told = report === undefined ? await runtime.explain(request) : undefined;
        before.push(told?.decision.verdict ?? `report of ${report?.input.outcome ?? "nothing"}`);
      },
      after: ({ report }, { verdict }) => {
        after.push(`${report === undefined ? "attempt" : "result"} ${verdict}`);
      },
    };
    const { attempts } = await runCase(
      table,
      caseOf(
        expecting("allow"),
        result,
        expecting("allow"),
        action,
        expecting("allow"),
        expecting("throttle"),
      ),
      observer,
    );
    expect(before).toEqual(["allow", "report of ok", "allow", "throttle"]);
    expect(after).toEqual(["attempt allow", "result allow", "attempt allow", "attempt throttle"]);
    expect(attempts).toBe(4);
  });

  it("shows an observer nothing of the second run that explains a failure", async () => {
    let seen = 0;
    const { failure } = await runCase(table, caseOf(expecting("allow", 3)), {
      after: () => {
        seen += 1;
      },
    });
    expect(seen).toBe(3);
    expect(failure).toMatchObject({
      kind: "decision",
      attempt: 3,
      explanation: { decision: { verdict: "throttle" } },
    });
  });
});
