// Truths as property suites state them: Kleene's, over lists of any length.

import { describe, expect, it } from "vitest";
import { among, and, every, or, some, type Truth } from "../../../runtime/suite/truth.js";

const TRUTHS: readonly Truth[] = [true, false, undefined];

describe("truths", () => {
  it.each(TRUTHS.flatMap((a) => TRUTHS.map((b) => [a, b] as const)))(
    "join %s and %s as Kleene does",
    (a, b) => {
      expect(and(a, b)).toBe(
        a === false || b === false ? false : a === undefined || b === undefined ? undefined : true,
      );
      expect(or(a, b)).toBe(
        a === true || b === true ? true : a === undefined || b === undefined ? undefined : false,
      );
      expect(some([a, b], (each) => each)).toBe(or(a, b));
      expect(every([a, b], (each) => each)).toBe(and(a, b));
    },
  );

  it("are known of nothing, and unknown of what is unknown", () => {
    expect([and(), or(), some([], () => true), every([], () => false)]).toEqual([true, false, false, true]);
    expect([some(undefined, () => true), every(undefined, () => true), among(1, undefined)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it("are told of lists that are longer than a call may have arguments", () => {
    const items = Array.from({ length: 300_000 }, (_, i) => i);
    expect(among(299_999, items)).toBe(true);
    expect(among(-1, items)).toBe(false);
  });
});
