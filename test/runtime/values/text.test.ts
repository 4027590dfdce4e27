import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalizeText } from "../../../runtime/values/text.js";
import { arbitraryUtf16 } from "./arbitrary-text.js";

describe("normalizeText", () => {
  it.each([
    ["", ""],
    ["cafe\u0301", "caf\u00e9"],
    ["\u212b", "\u00c5"],
    ["\u{1F600}", "\u{1F600}"],
    ["\u0000", "\u0000"],
  ])("%j becomes %j", (input, value) => {
    expect(normalizeText(input)).toEqual({ ok: true, value });
  });

  it.each(["\ud800", "a\udc00b", "\udc00\ud800"])("rejects the lone surrogate in %j", (input) => {
    expect(normalizeText(input)).toEqual({ ok: false, reason: "has a lone surrogate" });
  });

  it("twice is once", () => {
    fc.assert(
      fc.property(arbitraryUtf16(), (text) => {
        const first = normalizeText(text);
        if (!first.ok) {
          return;
        }
        expect(normalizeText(first.value)).toEqual(first);
      }),
    );
  });
});
