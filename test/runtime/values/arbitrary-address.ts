// Random IP addresses, and an independent opinion on what their bits are.

import fc from "fast-check";
import ipaddr from "ipaddr.js";

export const arbitraryIpv4 = fc.tuple(byte(), byte(), byte(), byte());

/** Eight groups, zeros often. */
export const arbitraryIpv6 = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 0xffff })), {
  minLength: 8,
  maxLength: 8,
});

function byte(): fc.Arbitrary<number> {
  return fc.oneof(fc.constantFrom(0, 1, 255), fc.integer({ min: 0, max: 255 }));
}

/** 32 hexadecimal digits of the IPv6 form, as ipaddr.js has it. */
export function bitsByOracle(text: string): string {
  const address = ipaddr.parse(text);
  const ipv6 = address instanceof ipaddr.IPv4 ? address.toIPv4MappedAddress() : address;
  return ipv6
    .toByteArray()
    .map((value) => value.toString(16).padStart(2, "0"))
    .join("");
}
