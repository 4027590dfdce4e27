// Law: no name lies in a box of `namesApart`, whatever is selected.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Dimension } from "../../../../compiler/atoms/space.js";
import { hasClass } from "../../../../compiler/atoms/class-set.js";
import { namesApart } from "../../../../compiler/verify/diff/names-apart.js";
import { isAmong, type Among } from "../../../../runtime/values/action-name.js";

const SEGMENTS = ["a", "b", "ab", "ba"];
const NAMES = SEGMENTS.flatMap((one) => [
  one,
  ...SEGMENTS.flatMap((two) => [`${one}.${two}`, ...SEGMENTS.map((three) => `${one}.${two}.${three}`)]),
]);

const pattern = fc
  .array(fc.constantFrom("a", "b", "ab", "*", "a*", "*b"), { minLength: 1, maxLength: 3 })
  .map((segments) => segments.join("."));
const among: fc.Arbitrary<Among> = fc.record({
  include: fc.array(pattern, { minLength: 1, maxLength: 2 }),
  except: fc.array(pattern, { maxLength: 2 }),
});

/** As the model of a wildcard has it. */
function selecting(each: Among): Dimension {
  return { among: each, examples: [undefined, false, true] } as Partial<Dimension> as Dimension;
}

function boxesOf(selections: readonly Among[]): ReturnType<typeof namesApart> {
  return namesApart(selections.map(selecting));
}

describe("names of wildcards", () => {
  it("lie in no box that is said to have none", () => {
    let boxes = 0;
    const property = fc.property(fc.array(among, { minLength: 2, maxLength: 3 }), (selections) => {
      for (const box of boxesOf(selections)) {
        boxes += 1;
        const inside = NAMES.filter((name) =>
          Array.from(box).every(([place, classes]) => {
            const selection = selections[place];
            return selection !== undefined && hasClass(classes, isAmong(selection, name) ? 2 : 1);
          }),
        );
        expect(inside).toEqual([]);
      }
    });
    fc.assert(property, { numRuns: 500 });
    expect(boxes).toBeGreaterThan(50);
  });

  it("of a selection that gained a pattern are those that it had", () => {
    const before = { include: ["mcp.run"], except: [] };
    const after = { include: ["mcp.run", "mcp.*.list"], except: [] };
    expect(boxesOf([before, after])).toHaveLength(1);
    expect(boxesOf([before, { include: ["mcp.fs.*"], except: [] }])).toHaveLength(1);
    expect(boxesOf([after, { include: ["mcp.fs.*"], except: [] }])).toHaveLength(0);
  });
});
