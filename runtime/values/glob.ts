// Globs over strings and paths: what `like` compares with. Matching takes time in proportion to pattern × text at most.
//
// In a string, `*` is any run of characters and `?` any one; `\` takes the meaning from `*`, `?` and `\`.
// In a path, `*` is any run within a segment and `?` any one character of a segment, dots included; a segment `**` is any
// run of segments, maybe none, so `dir/**` covers `dir` and `**/.env` covers `/.env`.

import { accept, reject } from "./normalized.js";
import type { Normalized } from "./normalized.js";
import { faultIn, normalizePath, withoutTrailingSlash } from "./path.js";
import { normalizeText } from "./text.js";

/** `text` is in NFC; that of a path glob begins with `/` and ends in none, but for `/` itself. */
export interface Glob {
  readonly kind: "string" | "path";
  readonly text: string;
}

export function parseGlob(pattern: string, kind: Glob["kind"]): Normalized<Glob> {
  const text = kind === "string" ? normalizeText(pattern) : normalizePath(pattern);
  if (!text.ok) {
    return text;
  }
  return kind === "string" ? parseStringGlob(text.value) : parsePathGlob(text.value);
}

const escapes = /\\[*?\\]/g;

function parseStringGlob(text: string): Normalized<Glob> {
  return text.replace(escapes, "").includes("\\")
    ? reject("has a `\\` before something other than `*`, `?` and `\\`")
    : accept({ kind: "string", text });
}

const anywhere = /^\*\*(?=\/|$)/;

function parsePathGlob(pattern: string): Normalized<Glob> {
  const text = pattern.replace(anywhere, "/**");
  if (!text.startsWith("/")) {
    return reject("is not a path pattern, which begins with `/` or `**`");
  }
  const fault = faultIn(text) ?? faultInWildcards(text);
  return fault === undefined ? accept({ kind: "path", text: withoutTrailingSlash(text) }) : reject(fault);
}

/** Other dialects give brackets and braces a meaning; here they would silently match themselves alone. */
function faultInWildcards(text: string): string | undefined {
  const foreign = /[[\]{}]/.exec(text);
  if (foreign !== null) {
    return `has a \`${foreign[0]}\`, which patterns here do not know: list the alternatives, or write \`?\` for it`;
  }
  const isMixed = text.split("/").some((segment) => segment.includes("**") && segment !== "**");
  return isMixed ? "has a `**` that is not a whole segment" : undefined;
}

/** Does the glob match the whole of a string in NFC, or of a path in normal form? */
export function globMatches(glob: Glob, text: string): boolean {
  return glob.kind === "string" ? wildcardMatches(glob.text, text) : pathMatches(glob.text, text);
}

/**
 * Walks both in step. After a mismatch, the last `*` passed takes one character more and the walk resumes behind it; an
 * earlier one need never be tried again, because what stood between them was found at its first place.
 */
function wildcardMatches(pattern: string, text: string): boolean {
  let at = 0;
  let star = -1;
  let resume = 0;
  let read = 0;
  while (read < text.length) {
    const sign = pattern[at];
    const literal = sign === "\\" ? at + 1 : at;
    if (sign === "*") {
      star = at;
      resume = read;
      at += 1;
    } else if (sign === "?") {
      at += 1;
      read += characterLength(text, read);
    } else if (pattern[literal] === text[read]) {
      at = literal + 1;
      read += 1;
    } else if (star >= 0) {
      at = star + 1;
      resume += characterLength(text, resume);
      read = resume;
    } else {
      return false;
    }
  }
  return isAllStars(pattern.slice(at));
}

/** A character outside the Basic Multilingual Plane takes two code units. */
function characterLength(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}

function isAllStars(pattern: string): boolean {
  return /^\**$/.test(pattern);
}

/** The same walk over segments, with `**` for `*`. */
function pathMatches(pattern: string, path: string): boolean {
  const patterns = segmentsOf(pattern);
  const segments = segmentsOf(path);
  let at = 0;
  let star = -1;
  let resume = 0;
  let read = 0;
  for (let segment = segments[read]; segment !== undefined; segment = segments[read]) {
    const wanted = patterns[at];
    if (wanted === "**") {
      star = at;
      resume = read;
      at += 1;
    } else if (wanted !== undefined && wildcardMatches(wanted, segment)) {
      at += 1;
      read += 1;
    } else if (star >= 0) {
      at = star + 1;
      resume += 1;
      read = resume;
    } else {
      return false;
    }
  }
  return patterns.slice(at).every((rest) => rest === "**");
}

/** `/` has none. */
function segmentsOf(path: string): readonly string[] {
  return path === "/" ? [] : path.slice(1).split("/");
}
