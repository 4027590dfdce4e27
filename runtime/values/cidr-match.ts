// Does an IP address lie in a CIDR block? No package, no parser: what an evaluator needs.

import type { Cidr } from "./address.js";
import { IPV4_OFFSET, isIpv4 } from "./ip-bits.js";

const DIGITS = 32;

/**
 * Are the first `cidr.length` bits of the address those of the block? `bits` is 32 hexadecimal digits; for anything else
 * the answer is no. The families are apart, as everywhere: no IPv4 address lies in an IPv6 block, `::/0` included.
 */
export function inCidr(bits: string, cidr: Cidr): boolean {
  if (bits.length !== DIGITS || (isIpv4(bits) && cidr.length < IPV4_OFFSET)) {
    return false;
  }
  const whole = Math.floor(cidr.length / 4);
  return bits.slice(0, whole) === cidr.bits.slice(0, whole) && sharesBits(bits, cidr, whole);
}

/** Compares the bits that do not fill the hexadecimal digit at `index`. */
function sharesBits(bits: string, cidr: Cidr, index: number): boolean {
  const excess = 4 - (cidr.length % 4);
  return excess === 4 || hexDigit(bits, index) >> excess === hexDigit(cidr.bits, index) >> excess;
}

function hexDigit(bits: string, index: number): number {
  return Number.parseInt(bits.charAt(index), 16);
}
