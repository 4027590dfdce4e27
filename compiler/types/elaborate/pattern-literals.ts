// Patterns in string literals: globs, host patterns and regular expressions, read when the policy is compiled.

import { compileRegex } from "../../../runtime/facts/regex.js";
import { parseGlob, type Glob } from "../../../runtime/values/glob.js";
import { parsePathGlobs, type PathGlob } from "../../../runtime/values/home-glob.js";
import { parseHostPattern, type HostPattern } from "../../../runtime/values/host-pattern.js";
import type * as ast from "../../ast/ast.js";
import { mendedHostPattern, mendedPathPattern } from "../mended.js";
import type { Scope } from "./scope.js";
import { valueOrReport } from "./strings.js";

/** The glob of a literal over strings; undefined where a mistake was reported. */
export function globOf(entry: ast.StringLit, scope: Scope): Glob | undefined {
  return valueOrReport(parseGlob(entry.value, "string"), entry, "pattern", scope);
}

/** The globs of a literal over paths, any of which may match; undefined where a mistake was reported. */
export function pathGlobsOf(entry: ast.StringLit, scope: Scope): readonly PathGlob[] | undefined {
  return valueOrReport(parsePathGlobs(entry.value), entry, "pattern", scope, mendedPathPattern);
}

export function hostPatternOf(entry: ast.StringLit, scope: Scope): HostPattern | undefined {
  return valueOrReport(parseHostPattern(entry.value), entry, "host pattern", scope, mendedHostPattern);
}

/** A regular expression in RE2 syntax, which matches in linear time; undefined where a mistake was reported. */
export function regexOf(entry: ast.StringLit, scope: Scope): string | undefined {
  const test = valueOrReport(compileRegex(entry.value), entry, "regular expression", scope);
  return test && entry.value;
}
