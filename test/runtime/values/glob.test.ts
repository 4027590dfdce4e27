import fc from "fast-check";
import { describe, expect, it } from "vitest";
import vectors from "../../../fixtures/vectors/paths.json" with { type: "json" };
import { globMatches, parseGlob } from "../../../runtime/values/glob.js";
import type { Glob } from "../../../runtime/values/glob.js";
import { parsePath } from "../../../runtime/values/path.js";

function matches(pattern: string, kind: Glob["kind"], text: string): boolean {
  const glob = parseGlob(pattern, kind);
  if (!glob.ok) {
    throw new Error(`${pattern} ${glob.reason}`);
  }
  return globMatches(glob.value, text);
}

describe("string globs", () => {
  it.each([
    ["", "", true],
    ["", "a", false],
    ["*", "", true],
    ["*", "a\nb", true],
    ["OPS-*", "OPS-17", true],
    ["OPS-*", "ops-17", false],
    ["OPS-*", "XOPS-17", false],
    ["*secret*", "a secret b", true],
    ["a*b*c", "aXbXbXc", true],
    ["a*b*c", "aXbXbX", false],
    ["?", "a", true],
    ["?", "", false],
    ["?", "ab", false],
    ["?", "\u{1F600}", true],
    ["??", "\u{1F600}", false],
    ["*?", "\u{1F600}", true],
    ["*??", "\u{1F600}", false],
    ["a?c", "a/c", true],
    ["a/*", "a/b/c", true],
    ["\\*", "*", true],
    ["\\*", "x", false],
    ["\\?\\\\", "?\\", true],
    ["*\\*", "ab*", true],
    ["*\\*", "ab", false],
    ["[a]", "[a]", true],
    ["{a,b}", "a", false],
    ["caf\u00e9", "caf\u00e9", true],
    ["cafe\u0301", "caf\u00e9", true],
    ["**", "anything", true],
  ])("%j on %j: %s", (pattern, text, expected) => {
    expect(matches(pattern, "string", text)).toBe(expected);
  });

  it.each(["\\", "a\\b", "\\\\\\", "*\\"])("%j has a stray backslash", (pattern) => {
    expect(parseGlob(pattern, "string")).toEqual({
      ok: false,
      reason: "has a `\\` before something other than `*`, `?` and `\\`",
    });
  });

  it("rejects a lone surrogate", () => {
    expect(parseGlob("\ud800*", "string").ok).toBe(false);
  });

  /** The meaning, by cases on the pattern's first sign. */
  function naive(pattern: readonly string[], text: readonly string[]): boolean {
    const [sign, ...rest] = pattern;
    if (sign === undefined) {
      return text.length === 0;
    }
    if (sign === "*") {
      return naive(rest, text) || (text.length > 0 && naive(pattern, text.slice(1)));
    }
    return text.length > 0 && (sign === "?" || sign === text[0]) && naive(rest, text.slice(1));
  }

  it("agree with their definition", () => {
    const sign = fc.constantFrom("a", "b", "*", "?", "\u{1F600}");
    const letter = fc.constantFrom("a", "b", "\u{1F600}");
    fc.assert(
      fc.property(fc.array(sign, { maxLength: 7 }), fc.array(letter, { maxLength: 8 }), (pattern, text) => {
        expect(matches(pattern.join(""), "string", text.join(""))).toBe(naive(pattern, text));
      }),
      { numRuns: 3000 },
    );
  });

  it("do not blow up", () => {
    const text = "a".repeat(100_000);
    expect(matches(`${"a*".repeat(100)}b`, "string", text)).toBe(false);
    expect(matches(`${"*a?".repeat(30)}*b*`, "string", text)).toBe(false);
  });
});

describe("path globs", () => {
  it.each([
    ["/", "/", true],
    ["/", "/a", false],
    ["/*", "/a", true],
    ["/*", "/", false],
    ["/*", "/.env", true],
    ["/*", "/a/b", false],
    ["/**", "/", true],
    ["/**", "/a/b/c", true],
    ["**", "/", true],
    ["**", "/a/b", true],
    ["/etc/**", "/etc", true],
    ["/etc/**", "/etc/passwd", true],
    ["/etc/**", "/etcetera", false],
    ["/etc/**/", "/etc/a", true],
    ["/etc/", "/etc", true],
    ["/etc/*", "/etc", false],
    ["**/.env", "/.env", true],
    ["**/.env", "/a/b/.env", true],
    ["**/.env", "/a/x.env", false],
    ["**/.env", "/a/.env/b", false],
    ["/**/.env", "/.env", true],
    ["/home/*/.ssh/**", "/home/ana/.ssh", true],
    ["/home/*/.ssh/**", "/home/ana/.ssh/id", true],
    ["/home/*/.ssh/**", "/home/.ssh/id", false],
    ["/home/*/.ssh/**", "/home/a/b/.ssh/id", false],
    ["/a/**/b", "/a/b", true],
    ["/a/**/b", "/a/x/y/b", true],
    ["/a/**/b/**/c", "/a/b/b/c", true],
    ["/a/**/b/**/c", "/a/c/b", false],
    ["/**/**/a", "/a", true],
    ["**/secrets/**", "/x/secrets/y", true],
    ["**/secrets/**", "/secrets", true],
    ["**/*.pem", "/x/key.pem", true],
    ["**/*.pem", "/.pem", true],
    ["/a?c", "/abc", true],
    ["/a?c", "/a/c", false],
    ["/*.*", "/a.b.c", true],
    ["/caf\u00e9", "/caf\u00e9", true],
    ["/ETC/**", "/etc/a", false],
  ])("%s on %s: %s", (pattern, path, expected) => {
    expect(matches(pattern, "path", path)).toBe(expected);
  });

  it.each([
    ["", "is not a path pattern, which begins with `/` or `**`"],
    ["*", "is not a path pattern, which begins with `/` or `**`"],
    ["*.env", "is not a path pattern, which begins with `/` or `**`"],
    ["etc/**", "is not a path pattern, which begins with `/` or `**`"],
    ["~/.ssh/**", "is not a path pattern, which begins with `/` or `**`"],
    ["**.env", "is not a path pattern, which begins with `/` or `**`"],
    ["/a/**b", "has a `**` that is not a whole segment"],
    ["/a/***", "has a `**` that is not a whole segment"],
    ["/a//b", "has an empty segment (`//`)"],
    ["**//a", "has an empty segment (`//`)"],
    ["/a//", "has an empty segment (`//`)"],
    ["/a/../b", "has a `..` segment"],
    ["/a/./b", "has a `.` segment"],
    ["/a\\*", "has a backslash"],
    ["/%2e%2e/*", "has a percent-escape"],
    ["/a\u2215*", "has a character that looks like a slash"],
    ["/\n*", "has a control character"],
    [
      "/*.{pem,key}",
      "has a `{`, which patterns here do not know: list the alternatives, or write `?` for it",
    ],
    ["/[ab]", "has a `[`, which patterns here do not know: list the alternatives, or write `?` for it"],
    ["/\ud800", "has a lone surrogate"],
  ])("%s is malformed", (pattern, reason) => {
    expect(parseGlob(pattern, "path")).toEqual({ ok: false, reason });
  });

  /** The meaning, by cases on the pattern's first segment. */
  function naive(pattern: readonly string[], path: readonly string[]): boolean {
    const [first, ...rest] = pattern;
    if (first === undefined) {
      return path.length === 0;
    }
    if (first === "**") {
      return naive(rest, path) || (path.length > 0 && naive(pattern, path.slice(1)));
    }
    const expression = new RegExp(
      `^${first.replaceAll(".", "\\.").replaceAll("*", ".*").replaceAll("?", ".")}$`,
      "u",
    );
    return path[0] !== undefined && expression.test(path[0]) && naive(rest, path.slice(1));
  }

  it("agree with their definition", () => {
    const wanted = fc.constantFrom("a", "b", "**", "*", "a*", "?", "*b", ".a");
    const given = fc.constantFrom("a", "b", "ab", ".a", "aab");
    fc.assert(
      fc.property(fc.array(wanted, { maxLength: 6 }), fc.array(given, { maxLength: 7 }), (pattern, path) => {
        expect(matches(`/${pattern.join("/")}`, "path", `/${path.join("/")}`)).toBe(naive(pattern, path));
      }),
      { numRuns: 3000 },
    );
  });

  it("have a normal form that is its own", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("/", "*", "a", ".", "?") }), (text) => {
        const first = parseGlob(text, "path");
        fc.pre(first.ok);
        expect(parseGlob(first.value.text, "path")).toEqual(first);
      }),
    );
  });

  it("do not blow up", () => {
    const path = "/a".repeat(50_000);
    expect(matches("/**/a".repeat(50) + "/b", "path", path)).toBe(false);
    expect(matches("**/*a*a*b/**", "path", `/${"a".repeat(100_000)}`)).toBe(false);
  });
});

describe("path patterns", () => {
  it.each(vectors.patterns)("$pattern, $path: $fits", ({ pattern, path, fits }) => {
    const parsed = parsePath(path);
    expect(parsed.ok && matches(pattern, "path", parsed.value)).toBe(fits);
    expect(parsed.ok).toBe(true);
  });

  it.each(vectors.malformed)("$pattern $reason", ({ pattern, reason }) => {
    expect(parseGlob(pattern, "path")).toEqual({ ok: false, reason });
  });
});
