// Nesting is measured before a parser that recurses sees the text.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseDocument } from "yaml";
import { isTooDeep } from "../../../compiler/source/nesting.js";

/** One level more around what follows, each begun in the next line or in the same one. */
const LEVELS = ["key:\n", "-\n", "- ", "? ", "?\n", "- key:\n", "[", "{ key: "] as const;

function nested(levels: readonly (typeof LEVELS)[number][]): string {
  let text = "";
  let column = 0;
  let line = true;
  let closing = "";
  for (const level of levels) {
    text += (line ? " ".repeat(column) : "") + level;
    if (closing !== "" || level === "[" || level === "{ key: ") {
      closing = (level === "[" ? "]" : level === "{ key: " ? "}" : "") + closing;
    }
    line = level.endsWith("\n");
    column += line ? (level === "- key:\n" ? 3 : 1) : level.length;
  }
  return `${text}${line ? " ".repeat(column) : ""}end${closing}\n`;
}

describe("the depth of others' text", () => {
  it.each([
    ["keys by indentation", nested(Array<"key:\n">(5_000).fill("key:\n"))],
    ["lists by indentation", nested(Array<"-\n">(5_000).fill("-\n"))],
    ["lists in one line", nested(Array<"- ">(50_000).fill("- "))],
    ["complex keys", nested(Array<"? ">(50_000).fill("? "))],
    ["lists with tabs", "-\t".repeat(50_000)],
    ["brackets", "[".repeat(50_000)],
    ["dashes in lines further and further in", nested(Array<"- key:\n">(3_000).fill("- key:\n"))],
  ])("refuses %s", (_, text) => {
    expect(isTooDeep(text)).toBe(true);
  });

  it.each([
    ["a long flat list", "- a\n".repeat(200_000)],
    ["a long list of lists", "- - a\n  - b\n".repeat(100_000)],
    [
      "flat JSON",
      JSON.stringify(
        Array.from({ length: 10_000 }, () => ({ a: [1] })),
        null,
        2,
      ),
    ],
    ["a sentence with dashes", "a: b - - c - : d\n".repeat(1_000)],
  ])("takes %s", (_, text) => {
    expect(isTooDeep(text)).toBe(false);
  });

  it("lets no text through that overflows the parser's stack", () => {
    const level = fc.constantFrom(...LEVELS);
    const levels = fc
      .array(level, { minLength: 1, maxLength: 6 })
      .chain((some) =>
        fc
          .constantFrom(1, 5, 40, 400, 1_500)
          .map((times) => Array.from({ length: times }, () => some).flat()),
      );
    fc.assert(
      fc.property(levels, (chosen) => {
        const text = nested(chosen);
        if (isTooDeep(text)) return chosen.length > 50;
        return parseDocument(text).errors.every(({ message }) => !/call stack/i.test(message));
      }),
      { numRuns: 300 },
    );
  });
});
