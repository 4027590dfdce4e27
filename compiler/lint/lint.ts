// Lint: mistakes that compile. Pure: from a compiled policy and its golden cases to diagnostics, with fixes.

import type { TestCase } from "../../runtime/testing/case.js";
import { parse } from "../ast/parse.js";
import type { Module } from "../ast/ast.js";
import type { Compilation } from "../compile.js";
import type { Diagnostic, Fix } from "../diagnostics/diagnostic.js";
import type { SourceFile, Span } from "../source/source.js";
import { commentsIn } from "./comments.js";
import { firstWhere } from "./first-where.js";
import { LintContext, type LintFile } from "./context.js";
import { diagnosticOf } from "./diagnostic-of.js";
import { isIgnoredFile } from "./file-globs.js";
import { applyIgnores, ignoresIn } from "./ignores.js";
import { activeRules, RECOMMENDED, type LintConfig } from "./settings.js";

export interface LintOptions {
  /** What `agentpol.config.json` says; the recommended rules if left out. */
  readonly config?: LintConfig;
  /** These rules and no others, even if they are off. */
  readonly only?: ReadonlySet<string>;
  /** Cases beside the policy's own test blocks. */
  readonly cases?: readonly TestCase[];
  /** The path of a file from the folder of the configuration, by its path in the project; the same if left out. */
  readonly pathOf?: (path: string) => string;
  /** In place of the parser: one that remembers. */
  readonly parse?: (file: SourceFile) => { readonly module: Module };
}

/** What lint says of a policy, in the order of its files and places; nothing where the policy has errors. */
export function lint(
  { program, cases = [], sources }: Compilation,
  options: LintOptions = {},
): readonly Diagnostic[] {
  if (program === undefined) return [];
  const { config = RECOMMENDED, only, cases: more = [] } = options;
  const read: (file: SourceFile) => { readonly module: Module } = options.parse ?? parse;
  const files: readonly LintFile[] = program.files.map((source) => ({ source, module: read(source).module }));
  const context = new LintContext(program, files, [...cases, ...more]);
  const active = activeRules(config, only);
  const found = active.flatMap(({ rule, severity, options: own }) =>
    Array.from(rule.check(context, own), (finding) => diagnosticOf(rule.id, severity, finding)),
  );
  const kept = files.flatMap((file) => {
    const { path } = file.source;
    if (isIgnoredFile(options.pathOf?.(path) ?? path, config.ignore)) return [];
    const here = found.filter(({ span }) => span.file === path);
    return withSafeFixes(file.source, applyIgnores(ignoresIn(file), here, active));
  });
  const places = new Map([...sources.keys()].map((path, index) => [path, index]));
  const placeOf = ({ span }: Diagnostic): number => places.get(span.file) ?? 0;
  return kept.toSorted((a, b) => placeOf(a) - placeOf(b) || a.span.start - b.span.start);
}

/** No fix writes over a comment, but one that is about that comment. */
function withSafeFixes(source: SourceFile, diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const comments = commentsIn(source).map(({ span }) => span);
  const isSafe =
    ({ span }: Diagnostic) =>
    ({ edits }: Fix): boolean =>
      edits.every(({ span: edit }) => {
        // Comments do not overlap, so the first that ends behind the edit's beginning is the first in question.
        const first = comments[firstWhere(comments, ({ end }) => end > edit.start)];
        return first === undefined || edit.end <= first.start || isWithin(span, first);
      });
  return diagnostics.map((each) =>
    each.fixes.length === 0 ? each : { ...each, fixes: each.fixes.filter(isSafe(each)) },
  );
}

function isWithin(inner: Span, outer: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
