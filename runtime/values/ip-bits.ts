// IP addresses between canonical text and bits. The URL parser has read every other spelling before.

const GROUPS = 8;

/** The first 96 bits of an IPv4-mapped IPv6 address (RFC 4291, 2.5.5.2), under which IPv4 addresses stand here. */
const IPV4_PREFIX = "00000000000000000000ffff";

export const ADDRESS_BITS = 128;

/** How many of those bits come before the first of an IPv4 address. */
export const IPV4_OFFSET = 96;

const ipv4 = /^\d{1,3}(?:\.\d{1,3}){3}$/;

export function isIpv4(bits: string): boolean {
  return bits.startsWith(IPV4_PREFIX);
}

/** The bits of an address as the URL parser writes it, without brackets; undefined for a name. */
export function bitsOf(canonical: string): string | undefined {
  if (ipv4.test(canonical)) {
    return IPV4_PREFIX + canonical.split(".").map(hexByte).join("");
  }
  return canonical.includes(":") ? ipv6Bits(canonical) : undefined;
}

function hexByte(decimal: string): string {
  return Number(decimal).toString(16).padStart(2, "0");
}

/** `::` stands for as many zero groups as are missing. */
function ipv6Bits(canonical: string): string {
  const [before = [], after = []] = canonical
    .split("::")
    .map((half) => half.split(":").filter((group) => group !== ""));
  const missing = Array.from({ length: GROUPS - before.length - after.length }, () => "0");
  return [...before, ...missing, ...after].map((group) => group.padStart(4, "0")).join("");
}

/** The canonical text: dotted decimal for IPv4, else RFC 5952, which is what the URL parser writes. */
export function textOf(bits: string): string {
  if (isIpv4(bits)) {
    return inPieces(bits.slice(IPV4_PREFIX.length), 2)
      .map((byte) => Number.parseInt(byte, 16))
      .join(".");
  }
  return new URL(`http://[${inPieces(bits, 4).join(":")}]/`).hostname.slice(1, -1);
}

function inPieces(digits: string, size: number): readonly string[] {
  return Array.from({ length: digits.length / size }, (_, index) =>
    digits.slice(index * size, (index + 1) * size),
  );
}
