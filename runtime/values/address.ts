// Addresses in normal form: hosts, IP addresses, blocks of them, and URLs. How texts become these is in `host`, `ip` and
// `url`.
//
// An IP address is compared by its 128 bits, as 32 lower-case hexadecimal digits. An IPv4 address stands there as the
// IPv4-mapped IPv6 address (RFC 4291, 2.5.5.2): 10.0.0.1 is 00000000000000000000ffff0a000001.

/** A host: a name, or an IP address if it has `bits`. */
export interface Address {
  /** Canonical: `api.corp.example` (IDNA, ASCII, lower case), `10.0.0.1`, `2001:db8::1` (RFC 5952). */
  readonly text: string;
  readonly bits?: string;
}

export interface IpAddress extends Address {
  readonly bits: string;
}

/** The addresses that share the first `length` (0–128) of `bits`; the bits after them are zero. */
export interface Cidr {
  /** `10.2.0.0/16`, `2001:db8::/32`. For IPv4 `length` is 96 more than the number here. */
  readonly text: string;
  readonly bits: string;
  readonly length: number;
}

export interface UrlValue {
  /** As the WHATWG URL Standard writes it. */
  readonly text: string;
  /** Lower case, without the colon. */
  readonly scheme: string;
  readonly host: Address;
  /** As given, else the scheme's own; absent where neither is known. */
  readonly port?: number;
}
