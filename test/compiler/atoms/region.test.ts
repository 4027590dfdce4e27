// Regions against brute force: every cell of a small space is looked at.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  complement,
  hasClass,
  intersect,
  isDisjoint,
  isEmpty,
  isWithin,
  run,
  setOf,
  sizeOf,
  subtract,
  union,
} from "../../../compiler/atoms/class-set.js";
import {
  areDisjoint,
  covers,
  difference,
  joined,
  meet,
  OutOfTime,
  outside,
  TooManyPieces,
  type Box,
} from "../../../compiler/atoms/region.js";

const SIZES = [5, 3, 4];
const whole = (dimension: number) => run(0, SIZES[dimension] ?? 0);
const ALL = SIZES.map((size) => Array.from({ length: size }, (_, each) => each));
const CELLS = (ALL[0] ?? []).flatMap((a) =>
  (ALL[1] ?? []).flatMap((b) => (ALL[2] ?? []).map((c) => [a, b, c])),
);

const classes = fc.uniqueArray(fc.nat({ max: 9 }));
const box: fc.Arbitrary<Box> = fc
  .tuple(
    ...SIZES.map((size) =>
      fc.option(fc.uniqueArray(fc.nat({ max: size - 1 }), { minLength: 1 }), { nil: undefined }),
    ),
  )
  .map((sets) => new Map(sets.flatMap((set, i) => (set === undefined ? [] : [[i, setOf(set)] as const]))));
const boxes = fc.array(box, { maxLength: 6 });

function isIn(cell: readonly number[], each: Box): boolean {
  return Array.from(each).every(([dimension, set]) => hasClass(set, cell[dimension] ?? -1));
}

function cellsIn(all: readonly Box[]): readonly (readonly number[])[] {
  return CELLS.filter((cell) => all.some((each) => isIn(cell, each)));
}

const effort = () => ({ left: 100_000 });

describe("sets of classes", () => {
  it("are as sets are", () => {
    fc.assert(
      fc.property(classes, classes, (a, b) => {
        const [x, y] = [setOf(a), setOf(b)];
        const both = new Set(a.filter((each) => b.includes(each)));
        for (let place = 0; place < 12; place += 1) {
          const [inA, inB] = [a.includes(place), b.includes(place)];
          expect(hasClass(x, place)).toBe(inA);
          expect(hasClass(intersect(x, y), place)).toBe(inA && inB);
          expect(hasClass(union(x, y), place)).toBe(inA || inB);
          expect(hasClass(subtract(x, y), place)).toBe(inA && !inB);
          expect(hasClass(complement(x, 10), place)).toBe(!inA && place < 10);
        }
        expect(sizeOf(x)).toBe(a.length);
        expect(isDisjoint(x, y)).toBe(both.size === 0);
        expect(isWithin(x, y)).toBe(a.every((each) => b.includes(each)));
        expect(isEmpty(x)).toBe(a.length === 0);
      }),
    );
  });
});

describe("regions", () => {
  it("meet, cover and are disjoint as their cells do", () => {
    fc.assert(
      fc.property(box, box, (a, b) => {
        const common = CELLS.filter((cell) => isIn(cell, a) && isIn(cell, b));
        const met = meet(a, b);
        expect(met === undefined ? [] : cellsIn([met])).toEqual(common);
        expect(areDisjoint(a, b)).toBe(common.length === 0);
        // Whoever binds a dimension to all of its classes is not seen to cover one that leaves it free.
        if (covers(a, b)) expect(common).toEqual(cellsIn([b]));
      }),
    );
  });

  it("are left by others in disjoint pieces, which are exactly the difference", () => {
    fc.assert(
      fc.property(box, boxes, (from, others) => {
        const wanted = cellsIn([from]).filter((cell) => !others.some((each) => isIn(cell, each)));
        const pieces = difference(from, others, whole, effort());
        expect(cellsIn(pieces)).toEqual(wanted);
        expect(pieces.reduce((sum, piece) => sum + cellsIn([piece]).length, 0)).toBe(wanted.length);
        const found = outside(from, others, whole, effort());
        expect(found !== undefined).toBe(wanted.length > 0);
        if (found !== undefined) for (const cell of cellsIn([found])) expect(wanted).toContainEqual(cell);
      }),
      { numRuns: 2_000 },
    );
  });

  it("are left by many others as by few", () => {
    const small = fc
      .tuple(...SIZES.map((size) => fc.option(fc.nat({ max: size - 1 }), { freq: 8, nil: undefined })))
      .map(
        (sets): Box =>
          new Map(sets.flatMap((at, i) => (at === undefined ? [] : [[i, setOf([at])] as const]))),
      );
    fc.assert(
      fc.property(box, fc.array(small, { minLength: 40, maxLength: 80 }), (from, others) => {
        const wanted = cellsIn([from]).filter((cell) => !others.some((each) => isIn(cell, each)));
        const used = new Set<Box>();
        const pieces = difference(from, others, whole, effort());
        expect(cellsIn(pieces)).toEqual(wanted);
        const found = outside(from, others, whole, effort(), used);
        expect(found !== undefined).toBe(wanted.length > 0);
        // Those that were needed to tell suffice.
        if (found === undefined) expect(outside(from, Array.from(used), whole, effort())).toBeUndefined();
      }),
      { numRuns: 300 },
    );
  });

  it("are joined into fewer boxes of the same cells", () => {
    fc.assert(
      fc.property(box, boxes, (from, others) => {
        const pieces = difference(from, others, whole, effort());
        const fewer = joined(pieces, whole);
        expect(fewer.length).toBeLessThanOrEqual(pieces.length);
        expect(cellsIn(fewer)).toEqual(cellsIn(pieces));
        expect(fewer.reduce((sum, piece) => sum + cellsIn([piece]).length, 0)).toBe(cellsIn(pieces).length);
      }),
    );
  });

  it("are given up on where they take too many pieces", () => {
    const from: Box = new Map();
    const others = SIZES.map((size, i): Box => new Map([[i, setOf([size - 1])]]));
    expect(() => difference(from, others, whole, { left: 2 })).toThrow(TooManyPieces);
    expect(() => outside(from, others, whole, { left: 1 })).toThrow(TooManyPieces);
  });

  it("are given up on where a larger question has no effort left", () => {
    const of = { left: 2 };
    const ask = () => outside(new Map(), [new Map([[0, setOf([0])]])], whole, { left: 100, of });
    expect(ask).toThrow(TooManyPieces);
    expect(of.left).toBeLessThan(2);
  });

  it("are not looked at where there is no time", () => {
    const points = Array.from({ length: 400 }, (_, i): Box => new Map([[0, run(i, i + 1)]]));
    let looks = 0;
    const more = (): boolean => (looks += 1) < 3;
    const ask = () => difference(new Map(), points, () => run(0, 400), { left: 1_000_000, more });
    expect(ask).toThrow(OutOfTime);
    expect(looks).toBe(3);
  });
});
