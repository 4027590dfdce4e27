import { posix } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import vectors from "../../../fixtures/vectors/paths.json" with { type: "json" };
import { parsePath } from "../../../runtime/values/path.js";
import { arbitraryUtf16 } from "./arbitrary-text.js";

interface Vector {
  readonly input: string;
  readonly normal?: string;
  readonly reason?: string;
}

describe("parsePath", () => {
  it.each<Vector>(vectors.paths)("reads $input", ({ input, normal, reason }) => {
    expect(parsePath(input)).toEqual(
      normal === undefined ? { ok: false, reason } : { ok: true, value: normal },
    );
  });

  it("rejects a lone surrogate", () => {
    expect(parsePath("/a\ud800")).toEqual({ ok: false, reason: "has a lone surrogate" });
  });

  it("gives a normal form that is its own, and that no resolution changes", () => {
    const segment = fc.oneof(
      fc.constantFrom(".", "..", "", "a", ".env", "%2e", "\\", "\u2215", "\u2025"),
      arbitraryUtf16(),
    );
    const path = fc.array(segment).map((segments) => `/${segments.join("/")}`);
    fc.assert(
      fc.property(path, (text) => {
        const first = parsePath(text);
        fc.pre(first.ok);
        expect(parsePath(first.value)).toEqual(first);
        expect(posix.resolve(first.value)).toBe(first.value);
      }),
    );
  });

  it("reads no path that is longer than any system takes, however it is normalised", () => {
    const tooLong = { ok: false, reason: "is too long for a path" };
    expect(parsePath(`/${"a".repeat(32_766)}`).ok).toBe(true);
    expect(parsePath(`/${"a".repeat(32_767)}`)).toEqual(tooLong);
    expect(parsePath(`/${"\u0958".repeat(32_766)}`)).toEqual(tooLong);
    expect(parsePath(`/${"\ufdfa".repeat(350_000)}`)).toEqual(tooLong);
  });
});
