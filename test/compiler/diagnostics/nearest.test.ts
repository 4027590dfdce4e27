import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nearest } from "../../../compiler/diagnostics/nearest.js";

/** Edits from `a` to `b`, adjacent swaps among them, by the whole table of the textbook. */
function distance(a: string, b: string): number {
  const table = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  const at = (row: number, column: number): number => table[row]?.[column] ?? Infinity;
  for (let row = 0; row <= a.length; row++) {
    for (let column = 0; column <= b.length; column++) {
      const swap = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      const best = Math.min(
        row === 0 ? column : at(row - 1, column) + 1,
        column === 0 ? row : at(row, column - 1) + 1,
        row > 0 && column > 0 ? at(row - 1, column - 1) + (a[row - 1] === b[column - 1] ? 0 : 1) : Infinity,
        swap ? at(row - 2, column - 2) + 1 : Infinity,
      );
      table[row]![column] = best;
    }
  }
  return at(a.length, b.length);
}

describe("the nearest name", () => {
  it.each([
    ["tresury", ["security", "treasury"], "treasury"],
    ["prdo", ["dev", "staging", "prod"], "prod"],
    ["Prod", ["dev", "prod"], "prod"],
    ["payment.send", ["payments.send", "payments.sent"], "payments.send"],
    ["counterpary", ["counterparty", "counter"], "counterparty"],
    ["x", ["y", "z"], undefined],
    ["ab", ["xy"], undefined],
    ["approved", ["blocked"], undefined],
    ["", ["a"], undefined],
    ["same", ["same"], undefined],
    ["a".repeat(100), ["a".repeat(99)], undefined],
  ])("of %s in %j is %s", (name, candidates, expected) => {
    expect(nearest(name, candidates)).toBe(expected);
  });

  it("has the smallest distance, and the bound is one slip in three letters, three at the most", () => {
    const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(word, fc.array(word, { maxLength: 8 }), (name, candidates) => {
        const others = candidates.filter((candidate) => candidate !== name);
        const near = others.filter((other) => {
          const far = distance(name, other);
          const bound = Math.min(3, Math.max(1, Math.floor(name.length / 3)));
          return far <= bound && far < Math.max(name.length, other.length);
        });
        const best = Math.min(...near.map((other) => distance(name, other)));
        expect(nearest(name, candidates)).toBe(near.find((other) => distance(name, other) === best));
      }),
      { numRuns: 1000 },
    );
  });

  it("costs little among many candidates", () => {
    const candidates = Array.from({ length: 100_000 }, (_, index) => `candidate_number_${index}`);
    const started = performance.now();
    for (let round = 0; round < 100; round++) nearest(`candidat_numbr_${round}x`, candidates);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
