// Actions that declare what comes back, and rules on that, over tables made by hand.

import type { ReportResult } from "../../runtime/decide/report.js";
import type { Rule, Table } from "../../runtime/table/format.js";
import { groups, may, needs, start } from "./runtime.js";
import { action, Exprs, record, requestOf, rule, tableOf, type RuleSpec } from "./table.js";

const RESULT = record({ body: "string", status: "int?", note: "string?" });
const SCHEMA = tableOf().schema;
export const DECLARED: Table["schema"] = {
  ...SCHEMA,
  actions: {
    act: action({ n: "int?", text: "string?" }, { result: RESULT }),
    plain: action({ n: "int?" }),
  },
};

export const onResult = (spec: RuleSpec): Rule => rule({ onResult: true, actions: ["act"], ...spec });
const e = new Exprs();
export const teapot = e.equals("result.status", 418);
export const failed = e.add({
  op: "compare",
  cmp: "==",
  left: e.add({ op: "outcome" }),
  right: e.literal("failed"),
  scale: 0,
  unordered: false,
});
export const large = e.compare("args.n", ">=", 10);
export const parts = (rules: readonly Rule[]): Partial<Table> => ({
  schema: DECLARED,
  exprs: e.all,
  groups,
  needs,
  rules: [may, rule({ name: "p.plain", verdict: "allow", actions: ["plain"] }), ...rules],
});

export async function reported(
  rules: readonly Rule[],
  result: unknown,
  args: object = {},
  outcome: "ok" | "failed" = "ok",
): Promise<ReportResult> {
  const { runtime } = await start(parts(rules));
  const { id } = await runtime.attempt(requestOf({ ...args }));
  return runtime.report(id, { outcome, ...(result !== undefined && { result }) });
}

export const OK = { body: "fine", status: 200 };
