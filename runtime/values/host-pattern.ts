// Host patterns as plain data, and their reader: what zones, `reach` and `like` on a host say.
//
//   api.corp.example     this host
//   *.corp.example       all names below corp.example, at any depth, and not corp.example itself
//   api-*.corp.example   elsewhere `*` is a run of characters, maybe none, within its label
//   10.2.0.0/16, ::1     addresses; a host that is a name lies in no block
//   *                    every host, name or address
//
// Each may be followed by `:port`; an IPv6 address or block then stands in brackets: `[fd00::/8]:443`.

import type { Cidr } from "./address.js";
import { parseHost } from "./host.js";
import { ADDRESS_BITS } from "./ip-bits.js";
import { parseCidr } from "./ip.js";
import { accept, reject } from "./normalized.js";
import type { Normalized } from "./normalized.js";

export interface HostPattern {
  /** The canonical spelling, port included. */
  readonly text: string;
  readonly hosts: Hosts;
  /** Absent: every port, and an unknown one. */
  readonly port?: number;
}

export type Hosts =
  | { readonly kind: "any" }
  /** `labels` may hold `*`; with `below`, at least one more label stands before them. */
  | { readonly kind: "names"; readonly below: boolean; readonly labels: readonly string[] }
  | { readonly kind: "addresses"; readonly block: Cidr };

/** Code units: as long as a host may be, with brackets, a prefix length and a port. */
const MAX_LENGTH = 1020;

export function parseHostPattern(text: string): Normalized<HostPattern> {
  if (text.length > MAX_LENGTH) {
    return reject("is too long for a host");
  }
  if (text.includes("://")) {
    return reject("is a URL, where a host stands alone");
  }
  const [hostText, portText] = splitPort(text);
  const hosts = parseHosts(hostText);
  if (!hosts.ok) {
    return hosts;
  }
  const written = writtenHosts(hosts.value);
  if (portText === undefined) {
    return accept({ text: written, hosts: hosts.value });
  }
  const port = portNumber(portText);
  if (port === undefined) {
    return reject("has no port from 1 to 65535 after its colon");
  }
  const bracketed = written.includes(":") ? `[${written}]` : written;
  return accept({ text: `${bracketed}:${port}`, hosts: hosts.value, port });
}

/** Two colons or more, without brackets, are an IPv6 address or block without a port. */
function splitPort(text: string): readonly [host: string, port: string | undefined] {
  const [, inBrackets, behind] = /^\[([^\]]*:[^\]]*)\](?::(.*))?$/s.exec(text) ?? [];
  if (inBrackets !== undefined) {
    return [inBrackets, behind];
  }
  const [host = "", port, ...others] = text.split(":");
  return others.length > 0 ? [text, undefined] : [host, port];
}

function portNumber(text: string): number | undefined {
  const port = /^[1-9]\d{0,4}$/.test(text) ? Number(text) : 0;
  return 1 <= port && port <= 65_535 ? port : undefined;
}

function parseHosts(text: string): Normalized<Hosts> {
  if (text === "*") {
    return accept({ kind: "any" });
  }
  if (text.includes("*")) {
    return parseWildcard(text);
  }
  if (text.includes("/")) {
    const block = parseCidr(text);
    return block.ok ? accept({ kind: "addresses", block: block.value }) : block;
  }
  const host = parseHost(text);
  if (!host.ok) {
    return host;
  }
  const { text: canonical, bits } = host.value;
  return bits === undefined
    ? accept({ kind: "names", below: false, labels: canonical.split(".") })
    : parseHosts(`${canonical}/${canonical.includes(":") ? ADDRESS_BITS : 32}`);
}

const wildcardLabel = /^(?!.*\*\*)[a-z0-9_*-]+$/;

/** The labels without `*` are read as a host's, with a placeholder for those that have one. */
function parseWildcard(text: string): Normalized<Hosts> {
  const given = text.toLowerCase().replace(/\.$/, "").split(".");
  const below = given[0] === "*";
  const labels = below ? given.slice(1) : given;
  const isWild = (label: string): boolean => label.includes("*");
  if (!labels.filter(isWild).every((label) => wildcardLabel.test(label))) {
    return reject("has a `*` among characters that it cannot stand with");
  }
  if (labels.every((label) => isWild(label) || /^\d+$/.test(label)) && !labels.every(isWild)) {
    return reject("has a `*` in an address: write a block, such as 10.2.0.0/16");
  }
  const host = parseHost(labels.map((label) => (isWild(label) ? "a" : label)).join("."));
  if (!host.ok) {
    return host;
  }
  const canonical = host.value.text.split(".");
  return canonical.length === labels.length
    ? accept({ kind: "names", below, labels: canonical.map((label, index) => wildOr(labels[index], label)) })
    : reject("is not a host pattern");

  function wildOr(given: string | undefined, label: string): string {
    return given !== undefined && isWild(given) ? given : label;
  }
}

function writtenHosts(hosts: Hosts): string {
  switch (hosts.kind) {
    case "any":
      return "*";
    case "names":
      return [...(hosts.below ? ["*"] : []), ...hosts.labels].join(".");
    case "addresses":
      return hosts.block.length === ADDRESS_BITS ? hosts.block.text.replace(/\/\d+$/, "") : hosts.block.text;
  }
}
