// Paths of a request that say where they are from: a directory that the request names, or home.

import { accept, reject } from "./normalized.js";
import type { Normalized } from "./normalized.js";
import { faultIn, faultInPlace, normalizePath, parsePath } from "./path.js";

/** Absolute paths in normal form; absent is what the request does not say. */
export interface Whereabouts {
  readonly base?: string | undefined;
  readonly home?: string | undefined;
}

/**
 * The normal form of a path that may be relative: an absolute one as `parsePath` reads it, one that is `~` or begins
 * with `~/` from home, any other from the base, `.` and `..` resolved by their text. Rejected is what climbs above the
 * root, what has no place to start from, and whatever makes an absolute path unreadable.
 */
export function resolvePath(path: string, { base, home }: Whereabouts): Normalized<string> {
  const text = normalizePath(path);
  if (!text.ok) return text;
  if (text.value.startsWith("/")) return parsePath(path);
  const steps = text.value.split("/");
  const fault = faultInSteps(text.value, steps);
  if (fault !== undefined) return reject(fault);
  if (steps[0] === "~")
    return home === undefined ? reject("begins at home, which is not known") : walk(home, steps.slice(1));
  return base === undefined ? reject("is relative to a directory that is not known") : walk(base, steps);
}

/** `.` and `..` are plain here; what only looks like them, or like a slash, is no more readable than in any path. */
function faultInSteps(path: string, steps: readonly string[]): string | undefined {
  if (path === "") return "is empty";
  if (path.includes("//")) return "has an empty segment (`//`)";
  const [first = ""] = steps;
  const folded = first.normalize("NFKC");
  if (folded.startsWith("~") && first !== "~") return "begins at the home of somebody";
  if (/^[A-Za-z]:/.test(folded)) return "begins with a drive";
  return faultIn(`/${steps.filter((step) => step !== "." && step !== "..").join("/")}`);
}

function walk(from: string, steps: readonly string[]): Normalized<string> {
  const segments = from === "/" ? [] : from.slice(1).split("/");
  for (const step of steps) {
    if (step === "" || step === ".") continue;
    if (step !== "..") segments.push(step);
    else {
      // What is above where a link of the kernel leads, its name does not say.
      const fault = faultInPlace(`/${segments.slice(0, 6).join("/")}`);
      if (fault !== undefined) return reject(fault);
      if (segments.pop() === undefined) return reject("climbs above the root");
    }
  }
  const path = `/${segments.join("/")}`;
  const fault = faultInPlace(path);
  return fault === undefined ? accept(path) : reject(fault);
}

/** Is the path the directory, or does it lie below it? Both are in normal form. */
export function isUnder(path: string, directory: string): boolean {
  return path === directory || path.startsWith(directory === "/" ? "/" : `${directory}/`);
}
