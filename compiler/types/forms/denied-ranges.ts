// The blocks of addresses that `deny` knows by name, in their normal form.

import type { Cidr } from "../../../runtime/values/address.js";
import { parseCidr } from "../../../runtime/values/ip.js";
import { METADATA_RANGES, PRIVATE_RANGES } from "../../../runtime/values/ranges.js";

export const DENIED_RANGES: ReadonlyMap<string, readonly Cidr[]> = new Map([
  ["private", PRIVATE_RANGES.map(block)],
  ["metadata", METADATA_RANGES.map(block)],
]);

function block(text: string): Cidr {
  const parsed = parseCidr(text);
  if (!parsed.ok) throw new Error(`${text} ${parsed.reason}`);
  return parsed.value;
}
