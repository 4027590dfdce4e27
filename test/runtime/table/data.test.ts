// What the reader of tables demands of data sets, and of the expressions that ask them.

import { describe, expect, it } from "vitest";
import { readTable } from "../../../runtime/decide/load.js";
import type { DataSet, Expr } from "../../../runtime/table/format.js";
import { rule, tableOf } from "../../support/table.js";

const source = `sha256:${"0".repeat(64)}`;
const map: DataSet = {
  name: "limits",
  schema: {
    type: "map",
    of: { type: "record", fields: { n: { schema: { type: "int" }, optional: true } }, open: false },
  },
  values: [{ n: 1 }],
  keys: ["a"],
  source,
};
const globs: DataSet = {
  name: "globs",
  schema: { type: "set", of: { type: "string" } },
  values: ["a*"],
  source,
};

function reasonFor(data: readonly DataSet[], exprs: readonly Expr[]): string {
  const when = exprs.length === 0 ? [] : [exprs.length - 1];
  const reading = readTable(tableOf({ data, exprs, rules: [rule({ name: "p.r", verdict: "block", when })] }));
  return reading.ok ? "" : reading.reason;
}

const key: Expr = { op: "literal", value: "a" };
const element = (steps: readonly string[], data = 0): Expr => ({ op: "has-element", data, key: 0, steps });
const like = (data = 1): Expr => ({ op: "like-data", subject: 0, data, as: "string" });

describe("data in a table", () => {
  it("is taken where it is sound", () => {
    expect(reasonFor([map, globs], [key, element(["n"])])).toBe("");
    expect(reasonFor([map, globs], [key, like()])).toBe("");
  });

  it.each<[string, readonly DataSet[], readonly Expr[], RegExp]>([
    [
      "a map without keys",
      [{ ...globs, schema: map.schema }],
      [],
      /has keys and is no map, or is one without/,
    ],
    ["keys of a set", [{ ...globs, keys: ["a"] }], [], /has keys and is no map/],
    ["keys without values", [{ ...map, values: [] }], [], /1 keys and 0 values/],
    ["a key twice", [{ ...map, keys: ["a", "a"] }], [], /without repetition/],
    ["a data set that is no collection", [{ ...globs, schema: { type: "int" } }], [], /no collection/],
    ["an element of a set", [map, globs], [key, element([], 1)], /names nothing that globs holds/],
    ["an element of no data", [map], [key, element([], 7)], /points at what is not there/],
    ["a field that the map's values lack", [map], [key, element(["x"])], /names nothing that limits holds/],
    ["a key that is no text", [map], [{ op: "literal", value: 1 }, element([])], /no text/],
    [
      "a map as a list",
      [map],
      [key, { op: "data", data: 0 }, { op: "in", item: 0, items: 1 }],
      /a map for a list/,
    ],
    [
      "patterns that are none",
      [map, { ...globs, values: ["a\\"] }],
      [key, like()],
      /holds what is no pattern/,
    ],
    ["patterns of numbers", [map, { ...globs, values: [1] }], [key, like()], /holds what is no pattern/],
    ["a map of patterns", [map, globs], [key, like(0)], /holds what is no pattern/],
  ])("is refused: %s", (_, data, exprs, reason) => {
    expect(reasonFor(data, exprs)).toMatch(reason);
  });
});
