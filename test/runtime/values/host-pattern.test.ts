import fc from "fast-check";
import { describe, expect, it } from "vitest";
import vectors from "../../../fixtures/vectors/addresses.json" with { type: "json" };
import { hostFits } from "../../../runtime/values/host-match.js";
import { parseHost } from "../../../runtime/values/host.js";
import { parseHostPattern } from "../../../runtime/values/host-pattern.js";
import { arbitraryUtf16 } from "./arbitrary-text.js";

interface Vector {
  readonly pattern: string;
  readonly host: string;
  readonly port?: number;
  readonly fits: boolean;
}

function fits(pattern: string, host: string, port?: number): boolean {
  const parsed = parseHostPattern(pattern);
  const address = parseHost(host);
  if (!parsed.ok || !address.ok) {
    throw new Error(`${pattern} or ${host} is malformed`);
  }
  return hostFits(address.value, port, parsed.value);
}

describe("host patterns", () => {
  it.each<Vector>(vectors.patterns)(
    "$pattern, $host, port $port: $fits",
    ({ pattern, host, port, fits: expected }) => {
      expect(fits(pattern, host, port)).toBe(expected);
    },
  );

  it.each(vectors.malformed)("$pattern $reason", ({ pattern, reason }) => {
    expect(parseHostPattern(pattern)).toEqual({ ok: false, reason });
  });

  it.each(vectors.patterns)("$pattern is plain data with a canonical text", ({ pattern }) => {
    const first = parseHostPattern(pattern);
    if (!first.ok) {
      throw new Error(first.reason);
    }
    expect(parseHostPattern(first.value.text)).toEqual(first);
    expect(JSON.parse(JSON.stringify(first.value))).toEqual(first.value);
  });

  it("a host fits itself, at every port; what it lies below fits no shorter name", () => {
    fc.assert(
      fc.property(fc.domain(), fc.integer({ min: 1, max: 65_535 }), (name, port) => {
        fc.pre(parseHost(name).ok);
        expect(fits(name, name, port)).toBe(true);
        expect(fits(`*.${name}`, `x.y.${name}`)).toBe(true);
        expect(fits(`*.${name}`, name)).toBe(false);
        expect(fits(`${name}:${port}`, name, port)).toBe(true);
        expect(fits(`${name}:${port}`, name)).toBe(false);
      }),
    );
  });

  it("are no longer than a host", () => {
    expect(parseHostPattern(`*.${"a".repeat(2000)}`)).toEqual({
      ok: false,
      reason: "is too long for a host",
    });
  });

  it("throws at nothing", () => {
    fc.assert(
      fc.property(arbitraryUtf16(), (text) => {
        const first = parseHostPattern(text);
        if (!first.ok) {
          return;
        }
        expect(parseHostPattern(first.value.text)).toEqual(first);
      }),
      { numRuns: 500 },
    );
  });
});
