// LAW: a column has the rows of which all that they ask of the term holds, whatever they ask and however many there are.

import fc from "fast-check";
import { expect, it } from "vitest";
import { passes } from "../../../runtime/atoms/holds.js";
import type { Test } from "../../../runtime/atoms/predicate.js";
import type { Asked } from "../../../runtime/match/asks.js";
import { columnsFor } from "../../../runtime/match/questions.js";
import { parseGlob } from "../../../runtime/values/glob.js";
import type { Value } from "../../../runtime/values/value.js";

const bound = fc.oneof(fc.integer({ min: -9, max: 9 }), fc.constantFrom(-Infinity, Infinity));
const numbers: fc.Arbitrary<Test> = fc
  .array(fc.record({ from: bound, to: bound }), { maxLength: 3 })
  .map((ranges) => ({ kind: "numbers", ranges }));
const word = fc.constantFrom("a", "b", "ab", "ba", "");
const texts: fc.Arbitrary<Test> = fc
  .array(word, { maxLength: 3 })
  .map((some) => ({ kind: "texts", texts: new Set(some) }));
const globs: fc.Arbitrary<Test> = fc.constantFrom("a*", "*b", "?", "*").map((text) => {
  const glob = parseGlob(text, "string");
  return { kind: "globs", globs: glob.ok ? [glob.value] : [] };
});
const truth: fc.Arbitrary<Test> = fc.boolean().map((value) => ({ kind: "is", value }));
const present: fc.Arbitrary<Test> = fc.constant({ kind: "present" });

const terms: readonly {
  readonly name: string;
  readonly tests: fc.Arbitrary<Test>;
  readonly values: fc.Arbitrary<Value>;
}[] = [
  { name: "numbers", tests: fc.oneof(numbers, present), values: fc.integer({ min: -11, max: 11 }) },
  { name: "texts", tests: fc.oneof(texts, present), values: word },
  { name: "texts and patterns", tests: fc.oneof(texts, globs, present), values: word },
  { name: "truths", tests: fc.oneof(truth, present), values: fc.boolean() },
];

it.each(terms)("has the rows that hold, of $name", ({ tests, values }) => {
  const property = fc.property(
    // Few tests, which many rows share.
    fc.array(tests, { minLength: 1, maxLength: 6 }),
    fc.array(fc.array(fc.tuple(fc.nat(5), fc.boolean(), fc.boolean()), { maxLength: 3 }), { maxLength: 90 }),
    fc.array(fc.option(values, { nil: undefined }), { minLength: 1, maxLength: 5 }),
    (pool, asks, asked) => {
      const rows = asks.map((some) =>
        some.flatMap(([at, value, orUnknown]) => asking(pool[at % pool.length], value, orUnknown)),
      );
      const columns = columnsFor(rows);
      for (const value of asked) {
        const column = columns.of(value);
        const bits = typeof column === "number" ? [column] : Array.from(column ?? []);
        rows.forEach((asks, row) => {
          const has = (((bits[row >>> 5] ?? 0) >>> (row & 31)) & 1) === 1;
          expect(has).toBe(asks.every((each) => holds(each, value)));
        });
      }
    },
  );
  fc.assert(property);
});

function asking(test: Test | undefined, value: boolean, orUnknown: boolean): readonly Asked[] {
  return test === undefined ? [] : [{ test, value, orUnknown }];
}

function holds({ test, value: wanted, orUnknown }: Asked, value: Value | undefined): boolean {
  if (test.kind === "present") return (value !== undefined) === wanted;
  return value === undefined ? orUnknown : passes(test, value) === wanted;
}
