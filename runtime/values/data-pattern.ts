// The entries of a data set as patterns: what `like DATA` compares with.

import type { Address } from "./address.js";
import { globMatches, parseGlob } from "./glob.js";
import { hostFits } from "./host-match.js";
import { parseHostPattern } from "./host-pattern.js";
import { accept, reject, type Normalized } from "./normalized.js";

/** What the patterns are for. */
export type PatternKind = "string" | "path" | "host";

export const PATTERN_KINDS = ["string", "path", "host"] as const satisfies readonly PatternKind[];

/** Does a value in normal form fit? The value is of the kind that the pattern is for. */
export type DataPattern = (value: unknown) => boolean;

/** Reads one entry; or says why it is no pattern. */
export function parseDataPattern(text: string, kind: PatternKind): Normalized<DataPattern> {
  if (kind === "host") {
    const pattern = parseHostPattern(text);
    return pattern.ok ? accept((value) => hostFits(value as Address, undefined, pattern.value)) : pattern;
  }
  if (kind === "path" && text.startsWith("~"))
    return reject("begins with `~`, which stands in written patterns alone");
  const glob = parseGlob(text, kind);
  return glob.ok ? accept((value) => typeof value === "string" && globMatches(glob.value, value)) : glob;
}
