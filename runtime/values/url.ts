// URLs that reach a host: read by the WHATWG URL parser, with the host in the same normal form as everywhere.

import type { UrlValue } from "./address.js";
import { parseHost } from "./host.js";
import { accept, reject } from "./normalized.js";
import type { Normalized } from "./normalized.js";
import { normalizeText } from "./text.js";

/** The special schemes of the URL Standard that have a default port. */
const DEFAULT_PORTS: Readonly<Record<string, number>> = { ftp: 21, http: 80, https: 443, ws: 80, wss: 443 };

/** Code units. Servers and proxies refuse far shorter ones. */
const MAX_LENGTH = 65_536;

/** The parser also knows `http:host` and `http:///host`, which other programs read as something else. */
const shape = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]+)([/?#].*)?$/is;
const authorityShape = /^(\[[^\]]*\]|[^:]*)(?::(\d*))?$/;

/**
 * `scheme://host[:port]…`. Rejected: user information, backslashes, blanks and control characters (the parser would
 * drop some of them in silence), a missing host, `file:`, more than 65,536 code units. The host of any scheme is read like that of `http:`.
 */
export function parseUrl(text: string): Normalized<UrlValue> {
  if (text.length > MAX_LENGTH) {
    return reject("is too long for a URL");
  }
  const given = normalizeText(text);
  if (!given.ok) {
    return given;
  }
  if (/[\s\p{Cc}]/u.test(given.value)) {
    return reject("has a blank or a control character");
  }
  if (given.value.includes("\\")) {
    return reject("has a backslash");
  }
  const [, scheme = "", authority = "", rest = ""] = shape.exec(given.value) ?? [];
  if (scheme === "" || /^file$/i.test(scheme)) {
    return reject("is not a URL with a host");
  }
  return authority.includes("@")
    ? reject("has user information")
    : parseParts(scheme.toLowerCase(), authority, rest);
}

function parseParts(scheme: string, authority: string, rest: string): Normalized<UrlValue> {
  const [, hostText, portText = ""] = authorityShape.exec(authority) ?? [];
  if (hostText === undefined) {
    return reject("has a malformed host or port");
  }
  const host = parseHost(hostText);
  if (!host.ok) {
    return reject(`has a host that ${host.reason}`);
  }
  const name = host.value.text.includes(":") ? `[${host.value.text}]` : host.value.text;
  const canonical = `${scheme}://${name}${portText === "" ? "" : `:${portText}`}${rest}`;
  if (!URL.canParse(canonical)) {
    return reject("is not a URL");
  }
  const url = new URL(canonical);
  const port = url.port === "" ? DEFAULT_PORTS[scheme] : Number(url.port);
  return accept({ text: url.href, scheme, host: host.value, ...(port === undefined ? {} : { port }) });
}
