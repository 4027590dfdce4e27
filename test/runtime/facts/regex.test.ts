import { describe, expect, it } from "vitest";
import { compileRegex } from "../../../runtime/facts/regex.js";

function matches(source: string, text: string): boolean {
  const test = compileRegex(source);
  if (!test.ok) {
    throw new Error(test.reason);
  }
  return test.value(text);
}

describe("compileRegex", () => {
  it.each([
    ["b", "abc", true],
    ["^b", "abc", false],
    ["^abc$", "abc", true],
    ["", "", true],
    ["(?i)API_KEY[:=]\\S+", "x api_key=1", true],
    ["\\p{Greek}", "\u03b1", true],
    ["^.$", "\u{1F600}", true],
    ["a.c", "a\nc", false],
    ["(?s)a.c", "a\nc", true],
    ["\\bcat\\b", "concatenate", false],
    ["[^a-z]", "abc", false],
    ["x{3}", "xxx", true],
  ])("%j on %j: %s", (source, text, expected) => {
    expect(matches(source, text)).toBe(expected);
  });

  it.each(["(", "[a", "a**", "(?=a)", "(?!a)", "(?<=a)b", "(a)\\1", "x{1001}", "((a{100}){100}){100}", "\\"])(
    "%j is no RE2 expression",
    (source) => {
      const test = compileRegex(source);
      expect(test.ok ? "" : test.reason).toMatch(/^is not an RE2 expression: /);
    },
  );

  it("refuses programs", () => {
    expect(compileRegex("a".repeat(1001))).toEqual({ ok: false, reason: "is longer than 1000 characters" });
  });

  it("takes linear time", () => {
    const text = `${"a".repeat(200_000)}!`;
    const began = performance.now();
    expect(matches("^(a+)+$", text)).toBe(false);
    expect(matches("^(a|aa)+$", text)).toBe(false);
    expect(matches("(.*)(.*)(.*)(.*)[0-9]$", text)).toBe(false);
    expect(performance.now() - began).toBeLessThan(5000);
  });
});
