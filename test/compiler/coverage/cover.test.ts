// Few of many that reach all that the many do.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Cover } from "../../../compiler/coverage/cover.js";

const sets = fc.array(
  fc
    .uniqueArray(fc.integer({ min: 0, max: 9 }), { maxLength: 5 })
    .map((slots) => slots.toSorted((a, b) => a - b)),
  { maxLength: 40 },
);

const goalsOf = (reached: readonly (readonly number[])[]): ReadonlySet<number> => new Set(reached.flat());

describe("a cover", () => {
  it("reaches what all that was offered reaches, needs each of what it chose, and keeps their order", () => {
    fc.assert(
      fc.property(
        sets,
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 0, max: 60 }),
        (all, most, weight) => {
          // With tight limits it is thinned out on the way.
          const cover = new Cover<number>({ most, weight });
          for (const [i, reached] of all.entries()) cover.offer(i, reached, 1 + (i % 7));
          const chosen = cover.chosen();
          const reached = chosen.map((i) => all[i] ?? []);
          expect(goalsOf(reached)).toEqual(goalsOf(all));
          expect(cover.reached).toBe(goalsOf(all).size);
          for (const [i] of reached.entries())
            expect(goalsOf(reached.filter((_, other) => other !== i)).size).toBeLessThan(goalsOf(all).size);
        },
      ),
      { numRuns: 500 },
    );
  });

  it("takes most at once, and of two that reach the same the smaller one", () => {
    const cover = new Cover<string>();
    cover.offer("one", [1], 1);
    cover.offer("large", [1, 2, 3], 9);
    cover.offer("small", [1, 2, 3], 5);
    cover.offer("other", [3, 4], 1);
    cover.offer("nothing", [], 0);
    expect(cover.chosen()).toEqual(["small", "other"]);
  });
});
