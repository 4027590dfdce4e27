// IP addresses and CIDR blocks (RFC 4632, RFC 4291): IPv4 and IPv6 in any spelling, compared as 128 bits.

import type { Cidr, IpAddress } from "./address.js";
import { parseHost } from "./host.js";
import { ADDRESS_BITS, IPV4_OFFSET, isIpv4, textOf } from "./ip-bits.js";
import { accept, reject } from "./normalized.js";
import type { Normalized } from "./normalized.js";

/** An IP address in any spelling that `parseHost` reads. */
export function parseIp(text: string): Normalized<IpAddress> {
  const host = parseHost(text);
  if (!host.ok) {
    return host;
  }
  const { bits } = host.value;
  return bits === undefined ? reject("is not an IP address") : accept({ text: host.value.text, bits });
}

const cidrText = /^([^/]*)(?:\/(0|[1-9]\d{0,2}))?$/;

/** `10.2.0.0/16`, `2001:db8::/32`; an address alone is a block of one. Bits after the length must be zero. */
export function parseCidr(text: string): Normalized<Cidr> {
  const [, addressText, lengthText] = cidrText.exec(text) ?? [];
  if (addressText === undefined) {
    return reject("is not an address with a prefix length");
  }
  const address = parseIp(addressText);
  if (!address.ok) {
    return address;
  }
  const { bits, text: canonical } = address.value;
  if (lengthText === undefined) {
    return accept(blockOf(bits, ADDRESS_BITS));
  }
  if (!addressText.includes(":") && addressText !== canonical) {
    // `10/8` and `010.0.0.0/8` mean different blocks to different programs.
    return reject("is not written as four decimal numbers and a prefix length");
  }
  const length = prefixLength(addressText, bits, Number(lengthText));
  if (length === undefined) {
    return reject("has a prefix length beyond the address");
  }
  const block = blockOf(bits, length);
  return block.bits === bits ? accept(block) : reject(`has bits after its prefix: write ${block.text}`);
}

/** In the 128-bit form. An IPv4-mapped address that was written as IPv6 has its length in that form already. */
function prefixLength(addressText: string, bits: string, length: number): number | undefined {
  const offset = isIpv4(bits) && !addressText.includes(":") ? IPV4_OFFSET : 0;
  return offset + length <= ADDRESS_BITS ? offset + length : undefined;
}

/** The block of the first `length` bits. */
function blockOf(address: string, length: number): Cidr {
  const host = BigInt(ADDRESS_BITS - length);
  const bits = ((BigInt(`0x${address}`) >> host) << host).toString(16).padStart(address.length, "0");
  return { text: `${textOf(bits)}/${isIpv4(bits) ? length - IPV4_OFFSET : length}`, bits, length };
}
