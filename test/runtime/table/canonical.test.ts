import canonicalize from "canonicalize";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson, type Json } from "../../../runtime/table/canonical.js";

describe("canonical JSON", () => {
  it("is what RFC 8785 shows in section 3.2.3", () => {
    const value = {
      "\u20ac": "Euro Sign",
      "\r": "Carriage Return",
      "\ufb33": "Hebrew Letter Dalet With Dagesh",
      "1": "One",
      "\ud83d\ude00": "Emoji: Grinning Face",
      "\u0080": "Control",
      "\u00f6": "Latin Small Letter O With Diaeresis",
    };
    expect(Object.values(JSON.parse(canonicalJson(value)) as object)).toHaveLength(7);
    expect(canonicalJson(value)).toBe(
      '{"\\r":"Carriage Return","1":"One","\u0080":"Control","ö":"Latin Small Letter O With Diaeresis","€":"Euro Sign","😀":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}',
    );
  });

  it.each<[string, Json, string]>([
    [
      "numbers as ECMAScript writes them",
      [1e21, 1e-7, -0, 4.5, 333333333.33333329],
      "[1e+21,1e-7,0,4.5,333333333.3333333]",
    ],
    ["no member that is undefined", { a: undefined, b: null }, '{"b":null}'],
    ["a member called __proto__", JSON.parse('{"__proto__":1,"a":2}') as Json, '{"__proto__":1,"a":2}'],
  ])("has %s", (_, value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });

  it("agrees with the package `canonicalize` on all I-JSON", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3 }), (value) => {
        expect(canonicalJson(value as Json)).toBe(canonicalize(value));
      }),
      { numRuns: 200 },
    );
  });
});
