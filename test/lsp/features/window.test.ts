// The stretch of a text that is looked at around a place: whole declarations, found in linear time, whatever the text is.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { windowAround } from "../../../lsp/features/typing/window.js";

const RULE = "rule r on a.b { allow }\n";

function cut(text: string, offset: number): string {
  const { from, to } = windowAround(text, offset);
  return text.slice(from, to);
}

describe("the window around a place", () => {
  it.each([
    ["a text that begins with an empty line", "\n", 0, "\n"],
    ["the place behind it", "\n", 1, "\n"],
    ["empty lines before a declaration", `\n\n${RULE}`, 1, `\n\n${RULE}`],
    ["an empty text", "", 0, ""],
    ["a few declarations of many", RULE.repeat(10), 5 * RULE.length + 3, RULE.repeat(3)],
    ["all of it where a comment may be cut", `/*${RULE.repeat(9)}*/`, 30, `/*${RULE.repeat(9)}*/`],
  ])("%s", (_, text, offset, window) => {
    expect(cut(text, offset)).toBe(window);
  });

  it("holds the place, and begins and ends with a line", () => {
    const texts = fc
      .array(fc.constantFrom("\n", "\r\n", RULE, "x", "/*", "*/"))
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(texts, fc.nat(), (text, seed) => {
        const offset = seed % (text.length + 1);
        const { from, to } = windowAround(text, offset);
        expect(from).toBeLessThanOrEqual(offset);
        expect(to).toBeGreaterThanOrEqual(offset);
        expect(from === 0 || text[from - 1] === "\n").toBe(true);
        expect(to === text.length || text[to - 1] === "\n").toBe(true);
      }),
    );
  });
});
