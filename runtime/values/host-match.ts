// Does a host fit a host pattern? No package, no parser: what an evaluator needs.

import type { Address } from "./address.js";
import { inCidr } from "./cidr-match.js";
import { globMatches } from "./glob.js";
import type { HostPattern, Hosts } from "./host-pattern.js";

/** `port` is absent where it is not known; a pattern with a port then does not fit. */
export function hostFits(host: Address, port: number | undefined, pattern: HostPattern): boolean {
  return (pattern.port === undefined || pattern.port === port) && isAmong(host, pattern.hosts);
}

function isAmong(host: Address, hosts: Hosts): boolean {
  switch (hosts.kind) {
    case "any":
      return true;
    case "names":
      return host.bits === undefined && isNamed(host.text, hosts.below, hosts.labels);
    case "addresses":
      return host.bits !== undefined && inCidr(host.bits, hosts.block);
  }
}

function isNamed(name: string, below: boolean, labels: readonly string[]): boolean {
  const given = name.split(".");
  const deeper = given.length - labels.length;
  return (
    (below ? deeper > 0 : deeper === 0) &&
    labels.every((label, index) => globMatches({ kind: "string", text: label }, given[deeper + index] ?? ""))
  );
}
