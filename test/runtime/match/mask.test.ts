// LAW: going over what masks have in common gives the rows that are in each of them, in order.

import fc from "fast-check";
import { expect, it } from "vitest";
import { addRow, emptyMask, nextCommon, NONE, summarise, wordsFor } from "../../../runtime/match/mask.js";

const ROWS = 2_500;

const rows = fc.oneof(
  fc.uniqueArray(fc.nat(ROWS - 1), { maxLength: 40 }),
  // All but a few, so that masks have much in common.
  fc
    .uniqueArray(fc.nat(ROWS - 1), { maxLength: 60 })
    .map((few) => Array.from({ length: ROWS }, (_, row) => row).filter((row) => !few.includes(row))),
);

it("goes over the rows that all masks have in common", () => {
  const property = fc.property(fc.array(rows, { minLength: 1, maxLength: 12 }), (sets) => {
    const masks = sets.map((set) => {
      const mask = emptyMask(ROWS);
      for (const row of set) addRow(mask, row);
      summarise(mask, ROWS);
      return mask;
    });
    const found: number[] = [];
    const words = wordsFor(ROWS);
    for (let row = nextCommon(masks, words, 0); row !== NONE; row = nextCommon(masks, words, row + 1))
      found.push(row);
    const [first = [], ...others] = sets.map((set) => new Set(set));
    const common = Array.from(first).filter((row) => others.every((set) => set.has(row)));
    expect(found).toEqual(common.sort((a, b) => a - b));
  });
  fc.assert(property, { numRuns: 60 });
});
