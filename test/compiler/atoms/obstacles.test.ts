// A way past boxes is a part of the box that none of them touches, whatever boxes there are.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { run, setOf } from "../../../compiler/atoms/class-set.js";
import { Obstacles } from "../../../compiler/atoms/obstacles.js";
import { areDisjoint, covers, outside, type Box } from "../../../compiler/atoms/region.js";

const SIZES = [40, 3, 4, 2];
const whole = (dimension: number) => run(0, SIZES[dimension] ?? 0);
const effort = () => ({ left: 1_000_000 });
const isLast = (dimension: number): boolean => dimension === 1;

const box: fc.Arbitrary<Box> = fc
  .tuple(
    ...SIZES.map((size) =>
      fc.option(fc.uniqueArray(fc.nat({ max: size - 1 }), { minLength: 1 }), { nil: undefined }),
    ),
  )
  .map((sets) => new Map(sets.flatMap((set, i) => (set === undefined ? [] : [[i, setOf(set)] as const]))));

describe("a way past boxes", () => {
  it("lies in the box, and outside of all that are asked about", () => {
    let found = 0;
    let missed = 0;
    fc.assert(
      fc.property(box, fc.array(box, { maxLength: 80 }), fc.nat({ max: 80 }), (from, others, most) => {
        const count = Math.min(most, others.length);
        const way = new Obstacles(others, whole, isLast).wayPast(from, effort(), count);
        const isThere = outside(from, others.slice(0, count), whole, effort()) !== undefined;
        if (way === undefined) {
          if (isThere) missed += 1;
          return;
        }
        found += 1;
        expect(covers(from, way)).toBe(true);
        for (const other of others.slice(0, count)) expect(areDisjoint(way, other)).toBe(true);
      }),
      { numRuns: 500 },
    );
    // It is a guess, but a good one.
    expect(found).toBeGreaterThan(10 * missed);
  });

  it("binds nothing that need not be bound", () => {
    const others = [new Map([[0, run(0, 5)]]), new Map([[1, run(0, 1)]]), new Map([[0, run(3, 9)]])];
    const way = new Obstacles(others, whole, isLast).wayPast(new Map([[2, run(1, 3)]]), effort(), 1);
    expect(Array.from(way?.keys() ?? [])).toEqual([2, 0]);
    expect(way?.get(2)).toEqual(run(1, 3));
  });

  it("is found among more classes than are indexed", () => {
    const size = 40_000;
    const many = Array.from({ length: 2_000 }, (_, i): Box => new Map([[0, run(10 * i, 10 * i + 9)]]));
    const past = new Obstacles(
      many,
      () => run(0, size),
      () => false,
    );
    const way = past.wayPast(new Map([[0, run(100, 30_000)]]), effort());
    expect(way).toBeDefined();
    for (const each of many) expect(areDisjoint(each, way ?? new Map())).toBe(true);
    expect(past.wayPast(new Map([[0, run(10, 19)]]), effort())).toBeUndefined();
  });
});
