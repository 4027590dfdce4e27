import fc from "fast-check";
import ipaddr from "ipaddr.js";
import { describe, expect, it } from "vitest";
import vectors from "../../../fixtures/vectors/addresses.json" with { type: "json" };
import type { Cidr } from "../../../runtime/values/address.js";
import { inCidr } from "../../../runtime/values/cidr-match.js";
import { parseCidr, parseIp } from "../../../runtime/values/ip.js";
import { METADATA_RANGES, PRIVATE_RANGES } from "../../../runtime/values/ranges.js";
import { arbitraryIpv4, arbitraryIpv6, bitsByOracle } from "./arbitrary-address.js";

interface CidrVector {
  readonly input: string;
  readonly text?: string;
  readonly first?: string;
  readonly last?: string;
  readonly reason?: string;
}

function cidr(text: string): Cidr {
  const parsed = parseCidr(text);
  if (!parsed.ok) {
    throw new Error(`${text} ${parsed.reason}`);
  }
  return parsed.value;
}

function isInside(host: string, block: Cidr): boolean {
  const ip = parseIp(host);
  return ip.ok && inCidr(ip.value.bits, block);
}

describe("parseIp", () => {
  it("reads addresses alone", () => {
    expect(parseIp("0x7f.1")).toEqual({
      ok: true,
      value: { text: "127.0.0.1", bits: bitsByOracle("127.0.0.1") },
    });
    expect(parseIp("example.com")).toEqual({ ok: false, reason: "is not an IP address" });
  });
});

describe("parseCidr", () => {
  it.each<CidrVector>(vectors.cidrs)("reads $input", ({ input, text, first = "", last = "", reason }) => {
    if (text === undefined) {
      expect(parseCidr(input)).toEqual({ ok: false, reason });
      return;
    }
    const block = cidr(input);
    expect(block.text).toBe(text);
    expect(block.bits).toBe(bitsByOracle(first));
    expect([first, last].map((address) => isInside(address, block))).toEqual([true, true]);
    expect([neighbour(first, -1n), neighbour(last, 1n)].map((bits) => inCidr(bits, block))).toEqual([
      false,
      false,
    ]);
    expect(parseCidr(text)).toEqual({ ok: true, value: block });
  });

  /** The bits of the address before or after; around, at the ends. */
  function neighbour(address: string, step: bigint): string {
    const next = BigInt.asUintN(128, BigInt(`0x${bitsByOracle(address)}`) + step);
    return next.toString(16).padStart(32, "0");
  }
});

describe("inCidr", () => {
  it.each(vectors.inside)("$host in $block: $inside", ({ host, block, inside }) => {
    expect(isInside(host, cidr(block))).toBe(inside);
  });

  it("agrees with ipaddr.js, within each family", () => {
    const pair = <T>(address: fc.Arbitrary<T>, size: number): fc.Arbitrary<[T, T, number]> =>
      fc.tuple(address, address, fc.integer({ min: 0, max: size }));
    const ipv4 = pair(arbitraryIpv4, 32).map(
      ([a, b, length]) => [new ipaddr.IPv4(a), new ipaddr.IPv4(b), length] as const,
    );
    const ipv6 = pair(arbitraryIpv6, 128).map(
      ([a, b, length]) => [new ipaddr.IPv6(a), new ipaddr.IPv6(b), length] as const,
    );
    fc.assert(
      fc.property(fc.oneof(ipv4, ipv6), ([address, other, length]) => {
        fc.pre(![address, other].some((each) => each instanceof ipaddr.IPv6 && each.isIPv4MappedAddress()));
        const base = `${other.toString()}/${length}`;
        const network =
          address instanceof ipaddr.IPv4
            ? ipaddr.IPv4.networkAddressFromCIDR(base)
            : ipaddr.IPv6.networkAddressFromCIDR(base);
        const block = cidr(`${network.toString()}/${length}`);
        expect(inCidr(bitsByOracle(address.toString()), block)).toBe(address.match(other, length));
        expect(inCidr(bitsByOracle(other.toString()), block)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it("is false of what are no bits", () => {
    expect(inCidr("", cidr("::/0"))).toBe(false);
  });
});

describe("ranges", () => {
  it.each(vectors.ranges)("$host is in $range: $inside", ({ host, range, inside }) => {
    const blocks = (range === "private" ? PRIVATE_RANGES : METADATA_RANGES).map(cidr);
    expect(blocks.some((block) => isInside(host, block))).toBe(inside);
  });

  it("are blocks, each once", () => {
    for (const ranges of [PRIVATE_RANGES, METADATA_RANGES]) {
      expect(new Set(ranges.map((range) => cidr(range).text)).size).toBe(ranges.length);
    }
  });
});
