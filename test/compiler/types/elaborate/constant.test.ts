// Constants of clauses: literals and calculations with them, in their normal forms.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Expr } from "../../../../compiler/ast/ast.js";
import { elaborateConstant } from "../../../../compiler/types/elaborate/index.js";
import type { Type } from "../../../../compiler/types/type.js";
import { ruleWith } from "./declarations.js";
import { formsOf, worldOf } from "./harness.js";

const TYPES: Readonly<Record<string, Type>> = {
  usd: { kind: "money", currency: "USD" },
  int: { kind: "int" },
  decimal: { kind: "decimal" },
  percent: { kind: "percent" },
  duration: { kind: "duration" },
  bytes: { kind: "bytes" },
  time: { kind: "time" },
};

function constant(
  source: string,
  type: string,
): { readonly value: unknown; readonly codes: readonly string[] } {
  const world = worldOf(ruleWith(source));
  const clause = formsOf(world)
    .find(({ form }) => form === "rule")!
    .clauses.find(({ kind }) => kind === "when")!;
  const { expr } = clause as { readonly expr: Expr };
  const value = elaborateConstant(expr, TYPES[type]!, world.names);
  return { value, codes: world.diagnostics.map(({ code }) => code) };
}

describe("a constant", () => {
  it.each([
    ["10_000 USD", "usd", 100_000_000],
    ["0.01 USD", "usd", 100],
    ["-5 USD", "usd", -50_000],
    ["big", "usd", 100_000_000],
    ["big + 2 * 500 USD", "usd", 110_000_000],
    ["5% * 300 USD", "usd", 150_000],
    ["600", "int", 600],
    ["-0", "int", 0],
    ["9_007_199_254_740_991", "int", Number.MAX_SAFE_INTEGER],
    ["2 * 3 + 4", "int", 10],
    ["5", "decimal", 50_000],
    ["0.0001", "decimal", 1],
    ["0.5 * 3", "decimal", 15_000],
    ["1 + 0.25", "decimal", 12_500],
    ["5%", "percent", 50_000],
    ["0.5%", "percent", 5000],
    ["5% + 1%", "percent", 60_000],
    ["50% * 10%", "percent", 50_000],
    ["500ms", "duration", 500],
    ["1.5h", "duration", 5_400_000],
    ["7d - 1h", "duration", 601_200_000],
    ["0.5 * 30s", "duration", 15_000],
    ["64KiB", "bytes", 65_536],
    ["5MB", "bytes", 5_000_000],
    ["0.5GiB", "bytes", 536_870_912],
    ['time("2026-12-24T01:00:00+01:00")', "time", Date.UTC(2026, 11, 24)],
    ['time("2026-12-24T00:00:00Z") + 1d', "time", Date.UTC(2026, 11, 25)],
  ])("%s as %s", (source, type, value) => {
    expect(constant(source, type)).toEqual({ value, codes: [] });
  });

  it.each([
    ["args.count", "int", "AP2084"],
    ["size(approved)", "int", "AP2084"],
    ["count(payments.send)", "int", "AP2084"],
    ["now", "time", "AP2084"],
    ["5 EUR", "usd", "AP2053"],
    ["5", "usd", "AP2056"],
    ["5", "duration", "AP2056"],
    ["30m", "int", "AP2050"],
    ['"600"', "int", "AP2050"],
    ["0.5", "int", "AP2050"],
    ["0.5 * 0.0001", "decimal", "AP2057"],
    ["0.3 * 1ms", "duration", "AP2057"],
    ["9_007_199_254_740_992", "int", "AP2057"],
    ["9_007_199_254_740_991 + 1", "int", "AP2057"],
    ["600 * nothing", "int", "AP2001"],
  ])("%s is no constant %s", (source, type, code) => {
    expect(constant(source, type)).toEqual({ value: undefined, codes: [code] });
  });

  it("is calculated exactly", () => {
    const amount = fc.integer({ min: 0, max: 1_000_000 });
    fc.assert(
      fc.property(amount, amount, fc.integer({ min: 0, max: 1000 }), (a, b, n) => {
        const text = (cents: number): string =>
          `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, "0")} USD`;
        const { value } = constant(`${text(a)} + ${n} * ${text(b)} - ${text(a)}`, "usd");
        expect(value).toBe(n * b * 100);
      }),
      { numRuns: 200 },
    );
  });
});
