// URLs that stay on the machine itself: the only ones that may do without TLS.

import { parseUrl } from "./url.js";

/** `http://localhost:8080/score`, `http://127.0.0.1/`, `http://[::1]/`: http, and the machine itself. */
export function isLoopback(text: string): boolean {
  const url = parseUrl(text);
  if (!url.ok || url.value.scheme !== "http") return false;
  const { text: name, bits } = url.value.host;
  if (bits === undefined) return name === "localhost";
  return bits === IPV6_LOOPBACK || bits.startsWith(IPV4_LOOPBACK);
}

const IPV6_LOOPBACK = "1".padStart(32, "0");
/** 127.0.0.0/8, as IPv4 addresses stand among those of IPv6. */
const IPV4_LOOPBACK = `${"0".repeat(20)}ffff7f`;
