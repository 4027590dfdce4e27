// Patterns in string literals: globs, host patterns and regular expressions, read when the policy is compiled.

import { compileRegex } from "../../../runtime/facts/regex.js";
import { parseGlob, type Glob } from "../../../runtime/values/glob.js";
import { parseHostPattern, type HostPattern } from "../../../runtime/values/host-pattern.js";
import type * as ast from "../../ast/ast.js";
import type { Scope } from "./scope.js";
import { valueOrReport } from "./strings.js";
import { refuseFeature } from "./unsupported.js";

/** The glob of a literal, over strings or over paths; undefined where a mistake was reported. */
export function globOf(entry: ast.StringLit, kind: "string" | "path", scope: Scope): Glob | undefined {
  if (kind === "path" && entry.value.startsWith("~")) {
    refuseFeature("a path pattern that begins with `~`", entry, scope);
    return undefined;
  }
  return valueOrReport(parseGlob(entry.value, kind), entry, "pattern", scope);
}

export function hostPatternOf(entry: ast.StringLit, scope: Scope): HostPattern | undefined {
  return valueOrReport(parseHostPattern(entry.value), entry, "host pattern", scope);
}

/** A regular expression in RE2 syntax, which matches in linear time; undefined where a mistake was reported. */
export function regexOf(entry: ast.StringLit, scope: Scope): string | undefined {
  const test = valueOrReport(compileRegex(entry.value), entry, "regular expression", scope);
  return test && entry.value;
}
