import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { add, compare, exact, multiply, negate, subtract, toPlain } from "../../../runtime/values/exact.js";

const MAX = Number.MAX_SAFE_INTEGER;
const arbitraryExact = fc
  .tuple(fc.integer({ min: -MAX, max: MAX }), fc.integer({ min: 0, max: 6 }))
  .map(([value, scale]) => exact(value, scale));

describe("exact arithmetic", () => {
  it("takes a percentage of money without rounding", () => {
    const share = multiply(exact(50_000, 6), exact(100_001, 4));
    expect(toPlain(share, 4)).toBeUndefined();
    expect(toPlain(multiply(exact(50_000, 6), exact(100_000, 4)), 4)).toBe(5000);
    expect(compare(share, exact(5000, 4))).toBe(1);
  });

  it("does what floats do not", () => {
    expect(compare(add(exact(1000, 4), exact(2000, 4)), exact(3000, 4))).toBe(0);
  });

  it.each([
    [exact(MAX, 0), 0, MAX],
    [exact(MAX, 0), 4, undefined],
    [exact(3, 0), 4, 30_000],
    [exact(30_000, 4), 0, 3],
    [exact(30_001, 4), 0, undefined],
    [negate(exact(0, 4)), 0, 0],
  ])("has a plain form where there is one: case %#", (value, scale, plain) => {
    expect(toPlain(value, scale)).toBe(plain);
  });

  it("obeys the laws of arithmetic", () => {
    fc.assert(
      fc.property(arbitraryExact, arbitraryExact, arbitraryExact, (a, b, c) => {
        expect(compare(add(a, b), add(b, a))).toBe(0);
        expect(compare(add(add(a, b), c), add(a, add(b, c)))).toBe(0);
        expect(compare(multiply(a, add(b, c)), add(multiply(a, b), multiply(a, c)))).toBe(0);
        expect(compare(subtract(add(a, b), b), a)).toBe(0);
        expect(compare(a, b)).toBe(0 - compare(b, a) + 0);
      }),
    );
  });

  it("keeps the order of the numbers that it was made from", () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer(), (a, b) => {
        expect(compare(exact(a, 4), exact(b, 4))).toBe(Math.sign(a - b));
      }),
    );
  });
});
