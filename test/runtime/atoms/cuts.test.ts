// LAW: no test tells two values of one class apart.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cutsOf } from "../../../runtime/atoms/cuts.js";
import { passes } from "../../../runtime/atoms/holds.js";
import type { Test } from "../../../runtime/atoms/predicate.js";
import { parseGlob } from "../../../runtime/values/glob.js";
import { parseHostPattern } from "../../../runtime/values/host-pattern.js";
import { parseHost } from "../../../runtime/values/host.js";
import { parseCidr, parseIp } from "../../../runtime/values/ip.js";
import { parsePath } from "../../../runtime/values/path.js";
import type { Normalized } from "../../../runtime/values/normalized.js";
import type { Value } from "../../../runtime/values/value.js";

/** Those that are read. */
function read<T>(parsed: readonly Normalized<T>[]): T[] {
  return parsed.flatMap((each) => (each.ok ? [each.value] : []));
}

const number = fc.integer({ min: -12, max: 12 });
const ranges = fc.array(
  fc.tuple(fc.oneof(number, fc.constant(-Infinity)), fc.oneof(number, fc.constant(Infinity))),
  { maxLength: 3 },
);
const numberTest: fc.Arbitrary<Test> = ranges.map((all) => ({
  kind: "numbers",
  ranges: all.map(([from, to]) => ({ from, to })),
}));

const text = fc.string({ unit: fc.constantFrom("a", "b", "é", "😀", "*"), maxLength: 6 });
const stringGlob = fc.string({ unit: fc.constantFrom("a", "b", "é", "*", "?", "\\*"), maxLength: 6 });
const segment = fc.constantFrom("a", "b", "ab", "*", "a*", "?", "*b", "**", "é?");
const pathGlob = fc.array(segment, { maxLength: 5 }).map((segments) => `/${segments.join("/")}`);
const path = fc
  .array(fc.constantFrom("a", "b", "ab", "bb", "éa", "aab"), { maxLength: 5 })
  .map((segments) => `/${segments.join("/")}`);

function textTests(
  glob: fc.Arbitrary<string>,
  constant: fc.Arbitrary<string>,
  kind: "string" | "path",
): fc.Arbitrary<Test> {
  return fc.oneof(
    fc.array(constant, { maxLength: 3 }).map((texts): Test => ({ kind: "texts", texts: new Set(texts) })),
    fc
      .array(glob, { maxLength: 3 })
      .map((globs): Test => ({ kind: "globs", globs: read(globs.map((each) => parseGlob(each, kind))) })),
  );
}

const host = fc.oneof(
  fc
    .array(fc.constantFrom("a", "b", "ab", "x-1"), { minLength: 1, maxLength: 4 })
    .map((labels) => labels.join(".")),
  fc.constantFrom(
    "10.0.0.1",
    "10.0.0.2",
    "10.1.0.0",
    "255.255.255.255",
    "0.0.0.0",
    "::",
    "::1",
    "fd00::1",
    "ffff::",
  ),
);
const hostPattern = fc.oneof(
  host,
  fc
    .array(fc.constantFrom("a", "b", "*", "a*", "x-*"), { minLength: 1, maxLength: 4 })
    .map((labels) => labels.join(".")),
  fc.constantFrom(
    "10.0.0.0/8",
    "10.0.0.0/31",
    "::/0",
    "fd00::/8",
    "0.0.0.0/0",
    "255.255.255.255/32",
    "10.0.0.0/8:443",
  ),
);
const hostTest: fc.Arbitrary<Test> = fc.oneof(
  fc
    .array(hostPattern, { maxLength: 3 })
    .map((all): Test => ({ kind: "hosts", patterns: read(all.map(parseHostPattern)) })),
  fc.array(host, { maxLength: 2 }).map((all): Test => ({ kind: "texts", texts: new Set(all) })),
);
const blockTest: fc.Arbitrary<Test> = fc
  .constantFrom("10.0.0.0/8", "::/0", "0.0.0.0/0", "fd00::/8", "10.0.0.1/32", "ffff::/16")
  .map((block): Test => ({
    kind: "block",
    block: read([parseCidr(block)])[0] ?? { text: "", bits: "", length: 0 },
  }));

const present: Test = { kind: "present" };

const families: readonly (readonly [string, fc.Arbitrary<Test>, fc.Arbitrary<Value | undefined>])[] = [
  ["numbers", numberTest, number],
  ["truths", fc.boolean().map((value): Test => ({ kind: "is", value })), fc.boolean()],
  ["texts", textTests(stringGlob, text, "string"), text],
  ["paths", textTests(pathGlob, path, "path"), path.map((each) => read([parsePath(each)])[0])],
  ["hosts", hostTest, host.map((each) => read([parseHost(each)])[0])],
  [
    "addresses",
    fc.oneof(blockTest, hostTest),
    fc
      .constantFrom("10.0.0.1", "11.0.0.0", "::", "fd00::1", "ffff::", "9.255.255.255")
      .map((each) => read([parseIp(each)])[0]),
  ],
];

describe("classes", () => {
  it.each(families)("of %s", (_, test, value) => {
    const tests = fc.array(
      fc.oneof({ weight: 9, arbitrary: test }, { weight: 1, arbitrary: fc.constant(present) }),
      {
        minLength: 1,
        maxLength: 6,
      },
    );
    fc.assert(
      fc.property(tests, fc.array(value, { minLength: 2, maxLength: 20 }), (asked, values) => {
        const classOf = cutsOf(asked);
        const seen = new Map<number, readonly boolean[]>();
        for (const each of values) {
          if (each === undefined) continue;
          const place = classOf(each);
          const answers = asked.map((one) => passes(one, each));
          expect(place).toBeGreaterThan(0);
          expect(answers).toEqual(seen.get(place ?? 0) ?? answers);
          seen.set(place ?? 0, answers);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it("tell unknown values from all others", () => {
    expect(cutsOf([present])(undefined)).toBe(0);
    expect(cutsOf([present])("")).not.toBe(0);
  });

  it("tell nothing apart where the tests are of several types", () => {
    const classOf = cutsOf([
      { kind: "is", value: true },
      { kind: "texts", texts: new Set(["a"]) },
    ]);
    expect(classOf("a")).toBeUndefined();
    expect(classOf(undefined)).toBe(0);
  });

  it("give up on texts that are long or lead astray, and go on with others", () => {
    const globs = Array.from({ length: 40 }, (_, i) =>
      read([parseGlob(`*${"a?".repeat(i)}b*`, "string")]),
    ).flat();
    const classOf = cutsOf([{ kind: "globs", globs }]);
    expect(classOf("a".repeat(5_000))).toBeUndefined();
    expect(classOf("ab")).toBeGreaterThan(0);
    const astray = Array.from({ length: 400 }, (_, i) => ((i * i) % 7 < 3 ? "a" : "c")).join("");
    const place = classOf(astray);
    expect(place === undefined || place > 0).toBe(true);
    expect(classOf("ab")).toBe(classOf("ab"));
  });
});
