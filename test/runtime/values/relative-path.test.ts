import { posix } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import vectors from "../../../fixtures/vectors/relative-paths.json" with { type: "json" };
import { parsePathGlobs, pathLike } from "../../../runtime/values/home-glob.js";
import { parsePath } from "../../../runtime/values/path.js";
import { isUnder, resolvePath } from "../../../runtime/values/relative-path.js";
import { arbitraryUtf16 } from "./arbitrary-text.js";

interface PathVector {
  readonly input: string;
  readonly base?: string;
  readonly home?: string;
  readonly normal?: string;
  readonly reason?: string;
}

interface HomeVector {
  readonly pattern: string;
  readonly path: string;
  readonly home?: string;
  readonly expect: boolean | string;
}

const segment = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom("..", "..", ".", "a", "b", "~", ".env", "") },
  { weight: 1, arbitrary: arbitraryUtf16() },
);
const relative = fc.array(segment, { minLength: 1, maxLength: 8 }).map((segments) => segments.join("/"));
const directory = fc
  .array(fc.constantFrom("srv", "app", "a", "x"), { maxLength: 4 })
  .map((segments) => `/${segments.join("/")}`);

describe("resolvePath", () => {
  it.each<PathVector>(vectors.paths)(
    "reads $input from $base and $home",
    ({ input, base, home, normal, reason }) => {
      expect(resolvePath(input, { base, home })).toEqual(
        normal === undefined ? { ok: false, reason } : { ok: true, value: normal },
      );
    },
  );

  it("gives a path in normal form, the one that the system would give", () => {
    fc.assert(
      fc.property(relative, directory, directory, (text, base, home) => {
        const read = resolvePath(text, { base, home });
        fc.pre(read.ok);
        expect(parsePath(read.value)).toEqual(read);
        const written = text.normalize("NFC");
        const full = /^~(?:\/|$)/u.test(text) ? home + written.slice(1) : posix.resolve(base, written);
        expect(read.value).toBe(posix.resolve(full));
      }),
    );
  });

  it("never climbs above the root", () => {
    fc.assert(
      fc.property(directory, fc.nat(8), (base, steps) => {
        const depth = base === "/" ? 0 : base.split("/").length - 1;
        const climb = Array.from({ length: steps + 1 }, () => "..").join("/");
        expect(resolvePath(climb, { base }).ok).toBe(steps + 1 <= depth);
      }),
    );
  });

  it("reads an absolute path as without a base", () => {
    fc.assert(
      fc.property(relative, (text) => {
        expect(resolvePath(`/${text}`, { base: "/srv", home: "/root" })).toEqual(parsePath(`/${text}`));
      }),
    );
  });

  it("reads no path that is too long, nor one that is so once resolved", () => {
    const tooLong = { ok: false, reason: "is too long for a path" };
    const long = "a/".repeat(16_380);
    expect(resolvePath(long, { base: "/srv" }).ok).toBe(true);
    expect(resolvePath(long, { base: "/srv/application" })).toEqual(tooLong);
    expect(resolvePath("a/../".repeat(6_000), { base: "/srv" })).toEqual({ ok: true, value: "/srv" });
    expect(resolvePath("a/../".repeat(200_000), { base: "/srv" })).toEqual(tooLong);
  });
});

describe("patterns that begin with `~`", () => {
  it.each<HomeVector>(vectors.homes)(
    "$pattern, $path, home $home: $expect",
    ({ pattern, path, home, expect: truth }) => {
      const globs = parsePathGlobs(pattern);
      expect(globs.ok && pathLike(globs.value, path, home)).toBe(truth);
    },
  );

  it.each(vectors.malformed)("refuse $pattern", ({ pattern, reason }) => {
    expect(parsePathGlobs(pattern)).toEqual({ ok: false, reason });
  });
});

describe("isUnder", () => {
  it("holds for the directory and what lies below it", () => {
    fc.assert(
      fc.property(directory, directory, (path, from) => {
        const below = from === "/" ? path : path === "/" ? from : from + path;
        expect(isUnder(below, from)).toBe(true);
        expect(isUnder(`${from}x`, from)).toBe(from === "/");
        expect(isUnder(from, below)).toBe(below === from);
      }),
    );
  });
});
