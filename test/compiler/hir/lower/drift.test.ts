// The law of drifts: the `else` verdict where a change to the baseline is not among those permitted.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { emitTable } from "../../../../compiler/emit/table.js";
import { CHANGE_KINDS } from "../../../../runtime/values/schema-change.js";
import { matchesOf, sceneOf } from "../../../support/core-scene.js";
import { rulesText } from "../../../support/core-text.js";
import { lowered } from "../../../support/lowering.js";

const DRIFT = 'baseline "orders.sql", permit [add_table, add_index], else block "x"';

describe("drift", () => {
  it.each([
    ["*", ["on migrate where not drift(orders.sql [add_index add_table]): block"]],
    ["pay", []],
  ])("on %s, only actions that migrate something", (selector, rules) => {
    expect(rulesText(lowered(`drift d on ${selector} { ${DRIFT} }`))).toEqual(rules);
  });

  it("brings the baseline along, once", () => {
    const table = emitTable(lowered(`drift d on migrate { ${DRIFT} }\ndrift e on migrate { ${DRIFT} }`));
    expect(table.baselines).toEqual([
      {
        path: "orders.sql",
        language: "sql",
        text: "CREATE TABLE orders (id bigint PRIMARY KEY, note text);",
      },
    ]);
    expect(table.rules).toHaveLength(2);
  });

  it("contributes iff when ∧ some change is not permitted", () => {
    const matches = matchesOf(lowered(`drift d on migrate { when agent.level > 1, ${DRIFT} }`));
    fc.assert(
      fc.property(
        fc.subarray([...CHANGE_KINDS], { maxLength: 3 }),
        fc.integer({ min: 0, max: 3 }),
        (changes, level) => {
          const departs = changes.some((change) => change !== "add_table" && change !== "add_index");
          const scene = sceneOf({ "agent.level": level }, { changes: () => changes });
          expect(matches(scene)).toEqual([level > 1 && departs]);
        },
      ),
    );
  });
});
