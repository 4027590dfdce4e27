// Decimal places of arithmetic: the scaled calculation gives the number that the author means.

import { describe, expect, it } from "vitest";
import { scalesOf } from "../../../compiler/hir/number-scale.js";
import type { Type } from "../../../compiler/types/type.js";

const INT: Type = { kind: "int" };
const DECIMAL: Type = { kind: "decimal" };
const PERCENT: Type = { kind: "percent" };
const DURATION: Type = { kind: "duration" };
const USD: Type = { kind: "money", currency: "USD" };

describe("scales", () => {
  it.each<["+" | "-" | "*", Type, Type, Type, readonly number[]]>([
    ["+", INT, INT, INT, [0, 0, 0]],
    ["-", USD, USD, USD, [4, 4, 4]],
    ["+", PERCENT, PERCENT, PERCENT, [4, 4, 4]],
    ["*", INT, USD, USD, [0, 4, 4]],
    ["*", PERCENT, USD, USD, [6, 4, 4]],
    ["*", USD, PERCENT, USD, [4, 6, 4]],
    ["*", PERCENT, INT, DECIMAL, [6, 0, 4]],
    ["*", PERCENT, DECIMAL, DECIMAL, [6, 4, 4]],
    ["*", PERCENT, DURATION, DURATION, [6, 0, 0]],
    ["*", PERCENT, PERCENT, PERCENT, [6, 4, 4]],
  ])("%s of %o and %o", (op, left, right, result, scales) => {
    expect(scalesOf(op, left, right, result)).toEqual(scales);
  });
});
