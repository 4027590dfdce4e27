import fc from "fast-check";
import ipaddr from "ipaddr.js";
import { describe, expect, it } from "vitest";
import vectors from "../../../fixtures/vectors/addresses.json" with { type: "json" };
import { parseHost } from "../../../runtime/values/host.js";
import { arbitraryIpv4, arbitraryIpv6, bitsByOracle } from "./arbitrary-address.js";
import { arbitraryUtf16 } from "./arbitrary-text.js";

interface Vector {
  readonly input: string;
  readonly text?: string;
  readonly ip?: boolean;
  readonly reason?: string;
}

describe("parseHost", () => {
  it.each<Vector>(vectors.hosts)("reads $input", ({ input, text, ip, reason }) => {
    const host = parseHost(input);
    if (text === undefined) {
      expect(host).toEqual({ ok: false, reason });
    } else {
      const bits = ip === true ? { bits: bitsByOracle(text) } : {};
      expect(host).toEqual({ ok: true, value: { text, ...bits } });
    }
  });

  it("reads every spelling of an IPv4 address alike", () => {
    fc.assert(
      fc.property(
        arbitraryIpv4,
        fc.array(fc.constantFrom(8, 10, 16), { minLength: 4, maxLength: 4 }),
        (bytes, bases) => {
          const prefix: Readonly<Record<number, string>> = { 8: "0", 16: "0x" };
          const spell = (value: number, base = 10): string => (prefix[base] ?? "") + value.toString(base);
          const [a, b, c, d] = bytes;
          const short = [spell(a, bases[0]), spell((b << 16) | (c << 8) | d, bases[1])].join(".");
          const long = bytes.map((byte, index) => spell(byte, bases[index])).join(".");
          const mapped = `::ffff:${bytes.join(".")}`;
          const expected = {
            ok: true,
            value: { text: bytes.join("."), bits: bitsByOracle(bytes.join(".")) },
          };
          for (const spelling of [short, long, mapped, `${long}.`, `[${mapped}]`]) {
            expect(parseHost(spelling)).toEqual(expected);
          }
        },
      ),
    );
  });

  it("reads every spelling of an IPv6 address alike, and writes RFC 5952", () => {
    fc.assert(
      fc.property(arbitraryIpv6, (groups) => {
        const address = new ipaddr.IPv6(groups);
        fc.pre(!address.isIPv4MappedAddress());
        const text = address.toRFC5952String();
        for (const spelling of [
          address.toNormalizedString(),
          address.toString(),
          text.toUpperCase(),
          `[${text}]`,
        ]) {
          expect(parseHost(spelling)).toEqual({ ok: true, value: { text, bits: bitsByOracle(text) } });
        }
      }),
    );
  });

  it("gives a normal form that is its own, and throws at nothing", () => {
    fc.assert(
      fc.property(fc.oneof(fc.domain(), fc.webAuthority(), arbitraryUtf16(), fc.ipV6()), (text) => {
        const first = parseHost(text);
        if (!first.ok) {
          return;
        }
        expect(parseHost(first.value.text)).toEqual(first);
      }),
      { numRuns: 500 },
    );
  });
});
