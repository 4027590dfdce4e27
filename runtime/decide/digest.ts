// Digests: how a table, and an action as it was requested, are named.

import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { canonicalJson, type Json } from "../table/canonical.js";

/** "sha256:" and the lower-case hex SHA-256 of the text as UTF-8. */
export function digestOf(text: string): string {
  return `sha256:${bytesToHex(sha256(new TextEncoder().encode(text)))}`;
}

/** The digest of data in canonical form (RFC 8785). */
export function digestOfJson(value: Json): string {
  return digestOf(canonicalJson(value));
}
