// Path patterns that begin with `~`: the home of anybody, as far as a pattern can say where homes are.

import { globMatches, parseGlob, type Glob } from "./glob.js";
import { accept, reject } from "./normalized.js";
import type { Normalized } from "./normalized.js";
import type { Truth } from "./value.js";

/** Where homes are, whether or not a request says where one is. */
const HOMES = ["/home/*", "/Users/*", "/root"] as const;

/** `home`: from the home that a request states, whose own name is `/` there. */
export interface PathGlob {
  readonly kind: Glob["kind"] | "home";
  readonly text: string;
}

/** The globs of which a path must match one to match the pattern: a leading `~` is each of HOMES, and the stated home. */
export function parsePathGlobs(pattern: string): Normalized<readonly PathGlob[]> {
  if (!pattern.startsWith("~")) {
    const glob = parseGlob(pattern, "path");
    return glob.ok ? accept([glob.value]) : glob;
  }
  const rest = pattern.slice(1);
  if (rest !== "" && !rest.startsWith("/"))
    return reject("names somebody's home by `~`: write `~/…` for every home, or where that home is");
  const below = parseGlob(rest === "" ? "/" : rest, "path");
  if (!below.ok) return below;
  const { text } = below.value;
  const fixed = HOMES.map((home): Glob => ({ kind: "path", text: text === "/" ? home : `${home}${text}` }));
  return accept([...fixed, { kind: "home", text }]);
}

/**
 * Does one of the patterns match the path? A pattern from home is unknown where the request does not state the home
 * and some home would make it match.
 */
export function pathLike(globs: readonly PathGlob[], path: string, home: string | undefined): Truth {
  let truth: Truth = false;
  for (const { kind, text } of globs) {
    const fits = kind === "home" ? isBelowHome(text, path, home) : globMatches({ kind, text }, path);
    if (fits === true) return true;
    if (fits === "unknown") truth = fits;
  }
  return truth;
}

function isBelowHome(text: string, path: string, home: string | undefined): Truth {
  if (home === undefined) {
    const anywhere: Glob = { kind: "path", text: text === "/" ? "/**" : `/**${text}` };
    return globMatches(anywhere, path) ? "unknown" : false;
  }
  const rest =
    home === "/" ? path : path === home ? "/" : path.startsWith(`${home}/`) && path.slice(home.length);
  return rest !== false && globMatches({ kind: "path", text }, rest);
}
