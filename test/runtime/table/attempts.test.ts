// Which rules of a table may ask about attempts: on actions and on results, those that restrict.

import { describe, expect, it } from "vitest";
import { readTable } from "../../../runtime/decide/load.js";
import { rule, tableOf, type RuleSpec } from "../../support/table.js";

function reasonFor(spec: RuleSpec): string {
  const reading = readTable(
    tableOf({
      histories: [
        { id: `sha256:${"0".repeat(64)}`, fn: "formerly", actions: ["act"], attempts: true, by: [] },
      ],
      exprs: [{ op: "history", pattern: 0 }],
      rules: [rule({ when: [0], ...spec })],
    }),
  );
  return reading.ok ? "" : reading.reason;
}

describe("a table's rule", () => {
  it.each([true, false])("that permits asks nothing about attempts; on a result: %s", (onResult) => {
    const said = { name: "p.r", ...(onResult && { onResult }) };
    expect(reasonFor({ ...said, verdict: "allow" })).toMatch(/permits by what it asks about attempts/);
    expect(reasonFor({ ...said, verdict: "block" })).toBe("");
  });
});
