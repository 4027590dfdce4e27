// Edits between two texts, and the formatting of a range.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { editsBetween, type Edit } from "../../../compiler/format/edits.js";
import { formatRange } from "../../../compiler/format/format.js";
import { formatted } from "../../support/formatting.js";

function applied(text: string, edits: readonly Edit[]): string {
  return edits
    .toReversed()
    .reduce((all, { start, end, newText }) => all.slice(0, start) + newText + all.slice(end), text);
}

const lines = fc
  .array(fc.tuple(fc.constantFrom("a", "b", "c", "d", ""), fc.constantFrom("\n", "\r\n", "\r")), {
    maxLength: 12,
  })
  .chain((all) =>
    fc.boolean().map((open) => all.map(([text, end]) => text + end).join("") + (open ? "tail" : "")),
  );

describe("edits", () => {
  it("make one text of the other", () => {
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const edits = editsBetween(before, after);
        expect(applied(before, edits)).toBe(after);
        expect(
          edits.every(({ start, end }, index) => start <= end && start >= (edits[index - 1]?.end ?? 0)),
        ).toBe(true);
      }),
    );
  });

  it("are none between equal texts, and leave alone what both have", () => {
    expect(editsBetween("a\nb\n", "a\nb\n")).toEqual([]);
    expect(editsBetween("a\nb\nc\nd\n", "a\nx\nc\ny\nd\n")).toEqual([
      { start: 2, end: 4, newText: "x\n" },
      { start: 6, end: 6, newText: "y\n" },
    ]);
  });

  it("of long texts without a line in common take little time", () => {
    const text = (word: string): string => `${word}\n`.repeat(200_000);
    expect(editsBetween(text("a"), text("b"))).toHaveLength(1);
  });
});

const text = `let  a = 1
// of b
let  b = 2 // b

let  c = 3
rule r   on x { allow }
rule long on x { allow }
`;

function inRange(marked: string): string {
  const start = marked.indexOf("<|");
  const end = marked.lastIndexOf("<|") - (marked.indexOf("<|") === marked.lastIndexOf("<|") ? 0 : 2);
  const plain = marked.replaceAll("<|", "");
  const result = formatRange(plain, start, end);
  if (!result.ok) throw new Error("it does not parse");
  return applied(plain, result.edits);
}

describe("a range", () => {
  it("formats the declarations that it touches, with the comments above them", () => {
    expect(inRange(text.replace("b = 2", "b <|= 2"))).toBe(text.replace("let  b", "let b"));
    expect(inRange(text.replace("// of", "// <|of"))).toBe(text.replace("let  b", "let b"));
    expect(inRange(text.replace("a = 1", "a <|= 1").replace("b = 2", "b <|= 2"))).toBe(
      text.replace("let  a", "let a").replace("let  b", "let b"),
    );
  });

  it("formats those that stand in columns together", () => {
    expect(inRange(text.replace("{ allow }\nrule long", "{ allow<| }\nrule long"))).toBe(
      text.replace("rule r   on x { allow }", "rule r on x    { allow }"),
    );
  });

  it("of a whole line touches neither the one before nor the one after", () => {
    const close = text.replace("\n// of b", "").replace(" // b\n\n", "\n");
    expect(inRange(close.replace("let  b = 2\n", "<|let  b = 2\n<|"))).toBe(close.replace("let  b", "let b"));
    expect(inRange(`${close}let  z = 1<|`)).toBe(`${close}let z = 1\n`);
  });

  it("of all is the whole", () => {
    expect(inRange(`<|${text}<|`)).toBe(formatted(text));
  });

  it("is left alone where the text has mistakes", () => {
    expect(formatRange("let a = \nlet  b = 2\n", 12, 13)).toMatchObject({ ok: false });
  });
});
