// The table: canonical bytes with their digest, only what rules use, and the same bytes for the same policy.

import { createHash } from "node:crypto";
import { join } from "node:path";
import { operandsOf } from "../../../runtime/table/operands.js";
import { describe, expect, it } from "vitest";
import { emitTable, tableBytes } from "../../../compiler/emit/table.js";
import { lower } from "../../../compiler/hir/lower.js";
import type { Program } from "../../../compiler/types/program.js";
import type { RecordType } from "../../../compiler/types/type.js";
import { loadPolicy } from "../../../runtime/decide/load.js";
import type { TableFile } from "../../../runtime/table/format.js";
import { lowered, programOf } from "../../support/lowering.js";

const RULES = `
rule pays on pay { when agent.role == lead and args.to in listed, allow }
cap spend on pay { limit impact.cost <= 10 USD, limit sum(args.amount) <= 50 USD per 1d by agent.id, else escalate to g }
rule fan_out on pay { when count(read where agent.level > 1, within 1h, by agent.id) > 3, block }
grant boxed on exec { inside box, scope agent.session, expires 2h, revoke when outcome == failed, else block "over" }
drift schema on migrate { baseline "orders.sql", permit [add_table], else block }
`;

const SMALL_WORLD = `
policy small { default allow }
agent { id: string }
action search(text: string) { effect read, reversible always }
`;

const tableOf = (policy: string): TableFile => emitTable(lowered(policy));

describe("table", () => {
  it("is named by the SHA-256 of its canonical bytes", () => {
    const table = tableOf(RULES);
    const { digest, ...rest } = table;
    const bytes = tableBytes(table).replace(`"digest":"${digest}",`, "");
    expect(digest).toBe(`sha256:${createHash("sha256").update(bytes).digest("hex")}`);
    expect(JSON.parse(bytes)).toEqual(rest);
  });

  it("has the same bytes whenever the same policy is compiled", () => {
    expect(tableBytes(tableOf(RULES))).toBe(tableBytes(tableOf(RULES)));
  });

  it("does not depend on the order in which maps are walked", () => {
    const program = programOf(RULES);
    const backwards = (record: RecordType): RecordType => ({
      ...record,
      fields: new Map([...record.fields].reverse()),
    });
    const other: Program = {
      ...program,
      agent: backwards(program.agent),
      context: backwards(program.context),
      impact: backwards(program.impact),
      actions: program.actions.map((action) => ({ ...action, args: backwards(action.args) })),
    };
    const bytes = [program, other].map((each) => {
      const { core } = lower(each);
      return core && tableBytes(emitTable(core));
    });
    expect(bytes[0]).toBeDefined();
    expect(bytes[1]).toBe(bytes[0]);
  });

  it("is taken by the strict reader", () => {
    expect(loadPolicy(JSON.parse(tableBytes(tableOf(RULES))))).toMatchObject({ ok: true });
  });

  it("holds what rules use and nothing else", () => {
    const none = tableOf("rule r on pay { allow }");
    expect(none).toMatchObject({ groups: {}, boxes: {}, data: [], exprs: [], requires: [] });
    const all = tableOf(RULES);
    expect(Object.keys(all.groups)).toEqual(["g"]);
    expect(Object.keys(all.boxes)).toEqual(["box"]);
    expect(all.data.map(({ name }) => name)).toEqual(["listed"]);
    expect(
      [all.histories, all.grants, all.baselines, all.windows, all.needs].map((pool) => pool.length),
    ).toEqual([1, 1, 1, 1, 1]);
  });

  it("leaves out what a let does not use of its arguments", () => {
    const table = tableOf(
      "let always(n: int) = agent.role == lead\nrule r on pay { when always(agent.level + 77), block }",
    );
    expect(JSON.stringify(table.exprs)).not.toContain("77");
  });

  it("has operands before what is made of them, and no expression twice", () => {
    const { exprs, histories, grants } = tableOf(RULES);
    exprs.forEach((expr, ref) => {
      if (expr.op === "history") expect(histories[expr.pattern]?.where ?? -1).toBeLessThan(ref);
      else if (expr.op === "grant") expect(grants[expr.grant]?.revoke ?? -1).toBeLessThan(ref);
      else if (expr.op !== "data" && expr.op !== "drift" && expr.op !== "approved") {
        for (const operand of operandsOf(expr)) expect(operand).toBeLessThan(ref);
      }
    });
    expect(new Set(exprs.map((expr) => JSON.stringify(expr))).size).toBe(exprs.length);
  });

  // A change of the golden file is a change of the format: `vitest -u` writes it anew, and `TABLE_FORMAT` is to be
  // thought about.
  it("has the form of the golden file", async () => {
    const table = emitTable(
      lowered("throttle budget on search { limit 600 per 1h by agent.id }", SMALL_WORLD),
    );
    const text = JSON.stringify(JSON.parse(tableBytes(table)), null, 2);
    await expect(`${text}\n`).toMatchFileSnapshot(
      join(import.meta.dirname, "../../../fixtures/golden/throttle.table.json"),
    );
  });
});
