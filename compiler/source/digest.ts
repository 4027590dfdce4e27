// Names for contents: a SHA-256 in the spelling that tables, histories and data sets use.

import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";

/** "sha256:" and the lower-case hex digest of the text as UTF-8. */
export function digestOf(text: string): string {
  return `sha256:${bytesToHex(sha256(new TextEncoder().encode(text)))}`;
}
