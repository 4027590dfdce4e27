// Tables with refreshed data: what the reader refuses.

import { describe, expect, it } from "vitest";
import { readTable } from "../../../runtime/decide/load.js";
import type { Table } from "../../../runtime/table/format.js";
import { tableOf } from "../../support/table.js";

const REFRESHED = {
  name: "d",
  schema: { type: "map", of: { type: "int" } },
  ...{ values: [], keys: [] },
  source: `sha256:${"0".repeat(64)}`,
  refresh: 1,
} as const satisfies Table["data"][number];

const readsIt = (refresh?: number): Parameters<typeof tableOf>[0] => {
  const { refresh: _, ...fixed } = REFRESHED;
  const when = { expr: 1, text: "", origin: "p:1:1" };
  return {
    exprs: [
      { op: "literal", value: "k" },
      { op: "has-element", data: 0, key: 0, steps: [] },
    ],
    data: [refresh === undefined ? fixed : { ...fixed, refresh }],
    policy: { onErrorWhen: [{ verdict: "allow", reason: "", origin: "p:1:1", when }] },
  };
};

const reasonOf = (parts: Parameters<typeof tableOf>[0]): string => {
  const read = readTable(tableOf(parts));
  return read.ok ? "" : read.reason;
};

describe("a table's refreshed data", () => {
  it.each([1, 300_000])("may be %d milliseconds old", (refresh) => {
    expect(reasonOf({ data: [{ ...REFRESHED, refresh }] })).toBe("");
  });

  it.each([0, -1, 0.5, "5m", null])("may not be %j milliseconds old", (refresh) => {
    expect(reasonOf({ data: [{ ...REFRESHED, refresh: refresh as number }] })).toMatch(/data\[0\]\.refresh/u);
  });

  it("is not read where a fault is decided", () => {
    expect(reasonOf(readsIt())).toBe("");
    expect(reasonOf(readsIt(1))).toMatch(/onErrorWhen\[0\] has a condition that reads refreshed data/u);
  });
});
