// Hosts: every spelling of a name or an address becomes one, as a browser's URL parser reads it.

import type { Address } from "./address.js";
import { bitsOf, textOf } from "./ip-bits.js";
import { accept, reject } from "./normalized.js";
import type { Normalized } from "./normalized.js";

/** IDNA takes quadratic time; no name that DNS can hold is nearly as long. */
const MAX_LENGTH = 1000;

const bracketed = /^\[(.*)\]$/s;
const hostName = /^(?!.{254})[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*$/;

/**
 * Signs that belong to other parts of a URL, or that only some programs drop. `*` is for patterns. The capital sharp s is
 * `ss` up to Unicode 15.0, and `ß` since then (Unicode Technical Standard #46).
 */
const foreignSign = /[\s\p{Cc}/\\?#@%*<>^|[\]\u1E9E]/u;

/** A last label that makes a name an IPv4 address for the URL parser, or nothing. */
const lastNumber = /(?:^|\.)(?:\d+|0x[0-9a-f]*)\.*$/i;

/**
 * A host as the WHATWG URL parser reads it: IPv4 in any notation (`0x7f.1`, `2130706433`, `0177.0.0.1`), IPv6 with or
 * without brackets, names after IDNA processing, without a trailing dot. An IPv4-mapped IPv6 address is the IPv4 address.
 * Rejected: ports, user information, percent-escapes, IPv6 zones, names that end in a number and are no address, and
 * names that DNS could not hold.
 */
export function parseHost(text: string): Normalized<Address> {
  if (text.length > MAX_LENGTH) {
    return reject("is too long for a host");
  }
  const literal = bracketed.exec(text)?.[1] ?? (text.split(":").length > 2 ? text : undefined);
  return literal === undefined ? parseNameOrIpv4(text) : parseIpv6(literal);
}

function parseIpv6(text: string): Normalized<Address> {
  const canonical = /^[0-9a-f:.]+$/i.test(text) ? hostOf(`[${text}]`) : undefined;
  return canonical === undefined ? reject("is not an IPv6 address") : accept(address(canonical.slice(1, -1)));
}

function parseNameOrIpv4(text: string): Normalized<Address> {
  if (text === "") {
    return reject("is empty");
  }
  if (!text.isWellFormed() || foreignSign.test(text)) {
    return reject("has a character that no host name has");
  }
  if (text.includes(":")) {
    return reject("has a port, which is no part of a host");
  }
  const canonical = hostOf(text);
  if (canonical === undefined) {
    return reject(lastNumber.test(text) ? "ends in a number and is no IPv4 address" : "is not a host name");
  }
  const name = canonical.replace(/\.$/, "");
  return hostName.test(name) ? accept(address(name)) : reject("is not a host name");
}

/** A canonical host as the URL parser gives it. */
function hostOf(host: string): string | undefined {
  // `canParse` before `new`: what cannot be read is no exception here.
  const url = `http://${host}/`;
  return URL.canParse(url) ? new URL(url).hostname : undefined;
}

function address(canonical: string): Address {
  const bits = bitsOf(canonical);
  return bits === undefined ? { text: canonical } : { text: textOf(bits), bits };
}
