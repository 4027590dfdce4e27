// Law: no name lies in a box of `namesApart`, whatever is selected.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Dimension } from "../../../../compiler/atoms/space.js";
import { hasClass } from "../../../../compiler/atoms/class-set.js";
import { namesApart } from "../../../../compiler/verify/diff/names-apart.js";
import { actionFits, isAmong, type Among } from "../../../../runtime/values/action-name.js";

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
function selecting(each: Among, wildcard: string): Dimension {
  const action = { name: wildcard } as Dimension["action"];
  return { among: each, action, examples: [undefined, false, true] } as Partial<Dimension> as Dimension;
}

function boxesOf(selections: readonly Among[], wildcard = "mcp.*"): ReturnType<typeof namesApart> {
  return namesApart(selections.map((each) => selecting(each, wildcard)));
}

describe("names of wildcards", () => {
  it("lie in no box that is said to have none", () => {
    let boxes = 0;
    const wildcards = fc.constantFrom("*", "a.*", "ab.*");
    const some = fc.array(among, { minLength: 2, maxLength: 3 });
    const property = fc.property(some, wildcards, (selections, wildcard) => {
      const names = NAMES.filter((name) => actionFits(wildcard, name));
      for (const box of boxesOf(selections, wildcard)) {
        boxes += 1;
        const inside = names.filter((name) =>
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

  it("that are taken out of one selection are in the other that has them", () => {
    const rest = { include: ["mcp.*"], except: ["mcp.kube.*"] };
    const kube = { include: ["mcp.kube.*"], except: [] };
    // Nobody is in both, and nobody in neither.
    expect(boxesOf([rest, kube])).toHaveLength(2);
    expect(boxesOf([rest, { include: ["mcp.kube.*"], except: ["mcp.kube.rm"] }])).toHaveLength(1);
    expect(boxesOf([rest, kube], "*")).toHaveLength(1);
  });

  it("of a selection that gained a pattern are those that it had", () => {
    const before = { include: ["mcp.run"], except: [] };
    const after = { include: ["mcp.run", "mcp.*.list"], except: [] };
    expect(boxesOf([before, after])).toHaveLength(1);
    expect(boxesOf([before, { include: ["mcp.fs.*"], except: [] }])).toHaveLength(1);
    expect(boxesOf([after, { include: ["mcp.fs.*"], except: [] }])).toHaveLength(0);
  });
});
