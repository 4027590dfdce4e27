import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { depthBound } from "../../../../runtime/facts/sql/depth.js";

function depthOf(text: string): number {
  return depthBound(text.split(" ").map((word) => ({ text: word })));
}

describe("depthBound", () => {
  it.each([
    ["a", 1],
    ["a , b , c", 1],
    ["not not a", 3],
    ["( a , b ) , c", 2],
    ["f ( a , g ( b ) ) , c", 5],
    ["select 1 union select 1 , 2 union select 1", 6],
    ["( ( a", 3],
    ["a ) b", 2],
    ["x ; y ; z", 1],
    ["[ a ] [ b , c d ]", 4],
  ])("%s: %s", (text, depth) => {
    expect(depthOf(text)).toBe(depth);
  });

  it("is never below the depth of the brackets, nor above the number of words", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("(", ")", ",", "a", "union"), { minLength: 1, maxLength: 30 }),
        (words) => {
          let open = 0;
          let deepest = 0;
          for (const word of words) {
            open = word === "(" ? open + 1 : word === ")" ? Math.max(0, open - 1) : open;
            deepest = Math.max(deepest, open);
          }
          expect(depthOf(words.join(" "))).toBeGreaterThanOrEqual(deepest);
          expect(depthOf(words.join(" "))).toBeLessThanOrEqual(words.length);
        },
      ),
    );
  });
});
