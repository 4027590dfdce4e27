// Paths: one spelling for each, and none that two programs could read differently.

import { accept, reject } from "./normalized.js";
import type { Normalized } from "./normalized.js";
import { normalizeText } from "./text.js";

/** The code points that a font shows as a slash or a backslash, by Unicode's confusables; letters aside. */
const lookAlikeSlash =
  /[\u1735\u2041\u2044\u2215\u2216\u2571\u2572\u27CB\u27CD\u29F5\u29F8\u29F9\uFE68\uFF0F\uFF3C\u{1D23A}]/u;

const control = /\p{Cc}/u;
const percentEscape = /%[0-9A-F]{2}/i;

/**
 * The normal form of an absolute path: NFC, one trailing slash dropped. Rejected is what some program would resolve to
 * another path than it says: `.` and `..`, empty segments, percent-escapes, backslashes and look-alikes of slashes,
 * control characters.
 */
export function parsePath(path: string): Normalized<string> {
  const text = normalizeText(path);
  if (!text.ok) {
    return text;
  }
  if (!text.value.startsWith("/")) {
    return reject("is not absolute");
  }
  const fault = faultIn(text.value);
  return fault === undefined ? accept(withoutTrailingSlash(text.value)) : reject(fault);
}

/** What makes an absolute path in NFC, or a pattern of one, unreadable; undefined if nothing does. */
export function faultIn(path: string): string | undefined {
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
