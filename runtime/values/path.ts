// Paths: one spelling for each, and none that two programs could read differently.

import { accept, reject } from "./normalized.js";
import type { Normalized } from "./normalized.js";
import { normalizeText } from "./text.js";

/** The code points that a font shows as a slash or a backslash, by Unicode's confusables; letters aside. */
const lookAlikeSlash =
  /[\u1735\u2041\u2044\u2215\u2216\u2571\u2572\u27CB\u27CD\u29F5\u29F8\u29F9\uFE68\uFF0F\uFF3C\u{1D23A}]/u;

/** Code units. No system that is in use opens a longer path: Windows takes 32,767, Linux 4,096 bytes. */
const MAX_LENGTH = 32_767;

const control = /\p{Cc}/u;
const TOO_LONG = "is too long for a path";

const percentEscape = /%[0-9A-F]{2}/i;

/**
 * The normal form of an absolute path: NFC, one trailing slash dropped. Rejected is what some program would resolve to
 * another path than it says: `.` and `..`, empty segments, percent-escapes, backslashes and look-alikes of slashes,
 * control characters, more than 32,767 code units; and what goes through the links of `/proc` and `/dev/fd`, proc(5).
 */
export function parsePath(path: string): Normalized<string> {
  const text = normalizePath(path);
  if (!text.ok) {
    return text;
  }
  if (!text.value.startsWith("/")) {
    return reject("is not absolute");
  }
  const fault = faultInPlace(text.value);
  return fault === undefined ? accept(withoutTrailingSlash(text.value)) : reject(fault);
}

/** Links that the kernel makes: a root, a directory or an open file of some process, whatever their names say. */
const kernelLink = /^\/(?:proc\/[^/]+(?:\/task\/[^/]+)?\/(?:root|cwd|fd|map_files)|dev\/fd)(?:\/|$)/;

/** What makes an absolute path in NFC unreadable, or another name for some path that only the machine knows. */
export function faultInPlace(path: string): string | undefined {
  return (
    faultIn(path) ?? (kernelLink.test(path) ? "goes through a link of the kernel to another path" : undefined)
  );
}

/** A path, or a pattern of one, in NFC. Its length is asked first: to normalise takes time. */
export function normalizePath(path: string): Normalized<string> {
  return path.length > MAX_LENGTH ? reject(TOO_LONG) : normalizeText(path);
}

/** What makes an absolute path in NFC, or a pattern of one, unreadable; undefined if nothing does. */
export function faultIn(path: string): string | undefined {
  if (path.length > MAX_LENGTH) {
    return TOO_LONG;
  }
  if (control.test(path)) {
    return "has a control character";
  }
  if (path.includes("\\")) {
    return "has a backslash";
  }
  if (percentEscape.test(path)) {
    return "has a percent-escape";
  }
  return faultInSegments(path);
}

/** Programs that fold compatibility characters read `․․` (two one-dot leaders) as `..`, and `℀` as `a/c`. */
function faultInSegments(path: string): string | undefined {
  const given = path.split("/");
  const folded = path.normalize("NFKC").split("/");
  if (lookAlikeSlash.test(path) || folded.length !== given.length) {
    return "has a character that looks like a slash";
  }
  const dots = folded.find((segment) => segment === "." || segment === "..");
  if (dots !== undefined) {
    return `has a \`${dots}\` segment`;
  }
  return path.includes("//") ? "has an empty segment (`//`)" : undefined;
}

export function withoutTrailingSlash(path: string): string {
  return path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path;
}
