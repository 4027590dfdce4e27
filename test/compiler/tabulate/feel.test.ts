// Cells of DMN: each says of every value, and of none, what was asked of it under Kleene truth.

import { evaluate, unaryTest } from "feelin";
import { describe, expect, it } from "vitest";
import { globPattern, string, unaryTests, type Wanted } from "../../../compiler/tabulate/dmn/feel.js";
import type { Question } from "../../../compiler/tabulate/dmn/ask.js";
import type { DmnType } from "../../../compiler/tabulate/dmn/model.js";
import { globMatches, parseGlob } from "../../../runtime/values/glob.js";

interface Sample {
  readonly question: Question;
  readonly type: DmnType;
  readonly holds: (value: unknown) => boolean;
}

const NUMBERS: readonly Sample[] = [
  { question: { kind: "present" }, type: "number", holds: () => true },
  { question: { kind: "compare", op: "<", value: "2.5" }, type: "number", holds: (n) => Number(n) < 2.5 },
  { question: { kind: "compare", op: ">=", value: "-1" }, type: "number", holds: (n) => Number(n) >= -1 },
  { question: { kind: "among", values: ["1", "-2"] }, type: "number", holds: (n) => n === 1 || n === -2 },
  { question: { kind: "among", values: [] }, type: "number", holds: () => false },
];
const TEXTS: readonly Sample[] = [
  { question: { kind: "present" }, type: "string", holds: () => true },
  {
    question: { kind: "among", values: ['"a"', '"b"'] },
    type: "string",
    holds: (t) => t === "a" || t === "b",
  },
  {
    question: { kind: "matches", pattern: '"^(a.*)$"' },
    type: "string",
    holds: (t) => String(t).startsWith("a"),
  },
];
const TRUTHS: readonly Sample[] = [
  { question: { kind: "present" }, type: "boolean", holds: () => true },
  { question: { kind: "is", value: true }, type: "boolean", holds: (truth) => truth === true },
  { question: { kind: "is", value: false }, type: "boolean", holds: (truth) => truth === false },
];

function wantedFrom(samples: readonly Sample[], canBeAbsent: boolean): readonly (Wanted & Sample)[] {
  return samples.flatMap((sample) =>
    [true, false].flatMap((value) =>
      [true, false].map((orAbsent) => ({
        ...sample,
        asked: { path: "args.x", type: sample.type, canBeAbsent, question: sample.question },
        value,
        orAbsent,
      })),
    ),
  );
}

/** What is absent is present to nobody; any other question about it is unknown. */
function isMet({ question, holds, value, orAbsent }: Wanted & Sample, input: unknown): boolean {
  if (input !== null) return holds(input) === value;
  return question.kind === "present" ? !value : orAbsent;
}

describe("unary tests", () => {
  it.each([
    ["numbers", NUMBERS, [-2, -1, 0, 1, 2.5, 3]],
    ["texts", TEXTS, ["a", "b", "ab", "", "c"]],
    ["truths", TRUTHS, [true, false]],
  ] as const)("hold where all that is wanted of one attribute does: %s", (_, samples, values) => {
    for (const canBeAbsent of [true, false]) {
      const all = wantedFrom(samples, canBeAbsent);
      const inputs = [...values, ...(canBeAbsent ? [null] : [])];
      for (const first of all)
        for (const second of [undefined, ...all]) {
          const wanted = second === undefined ? [first] : [first, second];
          const cell = unaryTests(wanted);
          for (const input of inputs) {
            const expected = wanted.every((each) => isMet(each, input));
            const given = cell !== undefined && unaryTest(cell, { "?": input }).value === true;
            expect({ cell, input, given }).toEqual({ cell, input, given: expected });
          }
        }
    }
  });
});

describe("literals", () => {
  it.each([
    "",
    "plain",
    'a "quote" and \\ back',
    "\u0000\u0001\n\r\t\u2028\u202e",
    "é 漢字 😀",
    "\ud800",
    "\\u0041",
  ])("%j is read as it was written", (text) => {
    expect(evaluate(string(text), {}).value).toBe(text);
  });

  it("globs match as patterns what they match", () => {
    const globs = ["*", "a*", "?b", "\\*x", "[a]*", "a.c", "(x|y)", "$^", "a-b", "é?"];
    const texts = ["", "a", "ab", "*x", "[a]b", "abc", "a.c", "(x|y)", "$^", "a-b", "é😀", "a\nb"];
    for (const glob of globs) {
      const parsed = parseGlob(glob, "string");
      if (!parsed.ok) throw new Error(glob);
      const test = `matches(?, ${string(`^(${globPattern(glob)})$`)})`;
      for (const text of texts)
        expect({ glob, text, matches: unaryTest(test, { "?": text }).value }).toEqual({
          glob,
          text,
          matches: globMatches(parsed.value, text),
        });
    }
  });
});
