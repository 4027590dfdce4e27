import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DECIMAL_SCALE, formatDecimal, parseDecimal, parseInteger } from "../../../runtime/values/decimal.js";

const MAX = Number.MAX_SAFE_INTEGER;

describe("parseDecimal", () => {
  it.each([
    [0, 0],
    [-0, 0],
    ["-0", 0],
    ["-0.0000", 0],
    [1, 10_000],
    [5.01, 50_100],
    [0.1, 1000],
    [-0.0001, -1],
    ["0.0001", 1],
    ["48000", 480_000_000],
    ["12.5000", 125_000],
    [1.1, 11_000],
    [8.2, 82_000],
    [900_719_925_474.0991, MAX],
    ["900719925474.0991", MAX],
    ["-900719925474.0991", -MAX],
  ])("%s is %s ten-thousandths", (input, scaled) => {
    expect(parseDecimal(input)).toEqual({ ok: true, value: scaled });
  });

  it.each([
    [NaN, "is not a number"],
    [Infinity, "is out of range"],
    [-Infinity, "is out of range"],
    [1e21, "is out of range"],
    [2 ** 53, "is out of range"],
    [900_719_925_475, "is out of range"],
    ["900719925474.0992", "is out of range"],
    ["1".repeat(1_000_000), "is out of range"],
    [0.1 + 0.2, "has more than 4 decimal places"],
    [1e-7, "has more than 4 decimal places"],
    ["0.00001", "has more than 4 decimal places"],
    ["1e3", "is not a decimal number"],
    ["", "is not a decimal number"],
    ["+1", "is not a decimal number"],
    [" 1", "is not a decimal number"],
    ["1.", "is not a decimal number"],
    [".5", "is not a decimal number"],
    ["01", "is not a decimal number"],
    ["1_000", "is not a decimal number"],
    ["1,5", "is not a decimal number"],
    ["0x10", "is not a decimal number"],
    ["NaN", "is not a decimal number"],
    ["\u0661", "is not a decimal number"],
  ])("%s is rejected", (input, reason) => {
    expect(parseDecimal(input)).toEqual({ ok: false, reason });
  });

  it("reads what formatDecimal writes, as text and as a number", () => {
    fc.assert(
      fc.property(fc.integer({ min: -MAX, max: MAX }), (scaled) => {
        const value = scaled === 0 ? 0 : scaled;
        expect(parseDecimal(formatDecimal(value))).toEqual({ ok: true, value });
        // The double nearest to a decimal with up to 15 digits has that decimal as its shortest text.
        fc.pre(Math.abs(value) < 1e15);
        expect(parseDecimal(Number(formatDecimal(value)))).toEqual({ ok: true, value });
      }),
    );
  });

  it("never rounds", () => {
    fc.assert(
      fc.property(fc.tuple(fc.maxSafeInteger(), fc.integer({ min: 0, max: 7 })), ([digits, places]) => {
        const input = digits / 10 ** places;
        const parsed = parseDecimal(input);
        fc.pre(parsed.ok);
        expect(Number(formatDecimal(parsed.value))).toBe(input === 0 ? 0 : input);
      }),
    );
  });
});

describe("formatDecimal", () => {
  it.each([
    [0, "0"],
    [125_000, "12.5"],
    [-1, "-0.0001"],
    [DECIMAL_SCALE, "1"],
    [MAX, "900719925474.0991"],
  ])("%s is %s", (scaled, text) => {
    expect(formatDecimal(scaled)).toBe(text);
  });
});

describe("parseInteger", () => {
  it.each([0, 1, -1, MAX, -MAX, 3.0])("%s is one", (input) => {
    expect(parseInteger(input)).toEqual({ ok: true, value: input });
  });

  it("has one zero", () => {
    expect(parseInteger(-0)).toEqual({ ok: true, value: 0 });
  });

  it.each([
    [0.5, "is not an integer"],
    [NaN, "is not an integer"],
    [Infinity, "is not an integer"],
    [2 ** 53, "is out of range"],
    [2 ** 60, "is out of range"],
  ])("%s is rejected", (input, reason) => {
    expect(parseInteger(input)).toEqual({ ok: false, reason });
  });
});
