// Positions agree with the protocol's own library, on every offset and every kind of line end.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";
import { lineStarts, positionAt, rangeOf } from "../../../lsp/features/range.js";

describe("positionAt", () => {
  it.each([
    ["the start", "ab\ncd", 0, [0, 0]],
    ["a later line", "ab\ncd", 4, [1, 1]],
    ["after \\r\\n", "ab\r\ncd", 4, [1, 0]],
    ["after a lone \\r", "ab\rcd", 3, [1, 0]],
    ["the end of a text that ends in a line end", "ab\n", 3, [1, 0]],
    ["an empty text", "", 0, [0, 0]],
    ["after a character of two code units", "😀x", 2, [0, 2]],
  ])("%s", (_, text, offset, [line, character]) => {
    expect(positionAt(lineStarts(text), offset)).toEqual({ line, character });
  });

  it("is what the protocol's library says", () => {
    const texts = fc.array(fc.constantFrom("a", "é", "😀", "\n", "\r\n", " ")).map((parts) => parts.join(""));
    fc.assert(
      fc.property(texts, fc.nat(), (text, seed) => {
        const offset = seed % (text.length + 1);
        fc.pre(text.slice(offset - 1, offset + 1) !== "\r\n");
        const document = TextDocument.create("file:///x", "agentpol", 1, text);
        expect(positionAt(lineStarts(text), offset)).toEqual(document.positionAt(offset));
      }),
    );
  });
});

describe("rangeOf", () => {
  it("covers a span over lines", () => {
    const range = { start: { line: 0, character: 1 }, end: { line: 1, character: 1 } };
    expect(rangeOf(lineStarts("ab\ncd"), { start: 1, end: 4 })).toEqual(range);
  });
});
