// A request is shown at exactly the rows that its decision lists.

import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { compile } from "../../../compiler/compile.js";
import { hitRows } from "../../../compiler/tabulate/hits.js";
import { tabulate } from "../../../compiler/tabulate/tabulate.js";
import type { ActionView, RowView, TableView } from "../../../compiler/tabulate/view.js";
import type { Explanation } from "../../../runtime/decide/explain.js";
import { ready } from "../../../runtime/facts/ready.js";
import { createMemoryStore, createRuntime, createVirtualClock } from "../../../runtime/index.js";
import { standIns } from "../../../runtime/testing/stand-ins.js";
import { declarationOf } from "../../../runtime/values/action-name.js";
import { compiled } from "../../support/agreement.js";
import { policy } from "../../support/arbitrary-policy.js";
import { step } from "../../support/arbitrary-steps.js";

const START = Date.parse("2026-01-01T08:59:30Z");
const POLICIES = Number(process.env.TABLE_POLICIES ?? 60);

beforeAll(ready);

/** The rows that are hit, each with its table and the place of its policy among the layers. */
function found(view: TableView, hits: ReadonlySet<number>) {
  return view.layers.flatMap(({ tables, declares }, depth) =>
    tables.flatMap((table) =>
      table.rows.flatMap((row) => (hits.has(row.id) ? [{ row, table, declares, depth }] : [])),
    ),
  );
}

/** What decides without a row. */
const ROWLESS: ReadonlySet<string> = new Set(["on_error"]);

function listedBy({ decision }: Explanation): readonly string[] {
  const matched = decision.matched
    .filter(({ rule }) => !ROWLESS.has(rule))
    .map(({ rule, verdict, origin }) => `${rule === "default" ? "" : verdict} ${rule} ${origin}`);
  const notes = (decision.notes ?? []).map(({ rule, origin }) => `note ${rule} ${origin}`);
  return Array.from(new Set([...matched, ...notes])).sort();
}

function shownBy(rows: readonly RowView[]): readonly string[] {
  const told = rows.map(
    ({ rule, verdict, origin }) => `${rule === "default" ? "" : verdict} ${rule} ${origin}`,
  );
  return Array.from(new Set(told)).sort();
}

function isAbout(table: ActionView, declares: readonly string[], action: string): boolean {
  const declared = declarationOf(Object.fromEntries(declares.map((name) => [name, true])), action);
  return declared !== undefined && table.actions.includes(declared) && !table.onResult;
}

describe("the rows that a request hits", () => {
  it("are those that its decision lists, in the tables of its action", async () => {
    let rows = 0;
    const property = fc.asyncProperty(
      policy,
      fc.array(step, { maxLength: 30, size: "max" }),
      async (random, steps) => {
        const { table } = compiled(random);
        const view = tabulate(table);
        const clock = createVirtualClock(START);
        const runtime = await createRuntime(table, { ...standIns(table), clock, store: createMemoryStore() });
        for (const each of steps) {
          if (each.do === "wait") clock.advance(each.ms);
          if (each.do !== "attempt") continue;
          const explanation = await runtime.explain(each.request);
          const action = nameIn(each.request);
          const hits = found(view, hitRows(view, explanation, { action, onResult: false }));
          const halted = table.killswitches.some(({ name }) => name === explanation.decision.rule);
          if (!halted) expect(shownBy(hits.map(({ row }) => row))).toEqual(listedBy(explanation));
          // Of several rows of one rule and verdict, as many as hold.
          const holding = explanation.rules.filter(
            ({ status }) => status === "matched" || status === "unknown",
          );
          for (const { row } of hits.filter((hit) => hit.row.rule !== "default")) {
            const same = (other: { rule: string; verdict: string; origin: string }): boolean =>
              other.rule === row.rule && other.verdict === row.verdict && other.origin === row.origin;
            expect(hits.filter((hit) => same(hit.row)).length).toBe(holding.filter(same).length);
          }
          for (const { table: shown, declares } of hits) expect(isAbout(shown, declares, action)).toBe(true);
          rows += hits.length;
          await runtime.attempt(each.request);
        }
      },
    );
    await fc.assert(property, { numRuns: POLICIES });
    process.stdout.write(`hits: ${String(rows)} rows\n`);
    expect(rows).toBeGreaterThan(POLICIES);
  }, 300_000);

  it("of several limits of one rule are those that hold it, and of several actions the one at hand", async () => {
    const text = `policy p { default block "no" }
agent { id: string }
impact { hosts: int, cost: int }
action a(n: int) { effect read }
action b(n: int) { effect read, reversible always }
rule may on a, b { allow }
cap c on a, b {
  limit impact.hosts <= 3
  limit impact.cost <= 5
  else  block "too much"
}
rule only_a on a { when args.n > 100, block "n" }
`;
    const { table } = compile("p.agentpol", { read: () => ({ ok: true, text }) });
    if (table === undefined) throw new Error("it does not compile");
    const view = tabulate(table);
    const runtime = await createRuntime(table, standIns(table));
    const request = {
      agent: { id: "x" },
      impact: { hosts: 2, cost: 9 },
      action: { name: "b", args: { n: 1 } },
    };
    const hits = found(view, hitRows(view, await runtime.explain(request), { action: "b", onResult: false }));
    expect(
      hits.map(({ row, table: { actions, columns } }) => [
        actions,
        row.rule,
        columns.filter((_, i) => row.cells[i] !== ""),
      ]),
    ).toEqual([
      [["b"], "p.c", ["impact.cost"]],
      [["b"], "p.may", []],
    ]);
  });
});

function nameIn(request: unknown): string {
  const { action } = (request ?? {}) as { readonly action?: { readonly name?: unknown } | null };
  return typeof action?.name === "string" ? action.name : "";
}
