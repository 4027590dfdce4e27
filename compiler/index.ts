// The package's main door: compiling policies.

import type { Compilation } from "./compile.js";
import { catalog, type CatalogCode } from "./diagnostics/catalog.js";
import { proofWarnings, type ProofWarnings } from "./verify/warnings.js";

export { compile, type Compilation, type CompileOptions, type ReadResult } from "./compile.js";
export type { Code, Diagnostic, Fix, Related, Severity, TextEdit } from "./diagnostics/diagnostic.js";
export type { Position, SourceFile, Span } from "./source/source.js";
export { lint, type LintOptions } from "./lint/lint.js";
export { readConfig, type ConfigProblem, type ReadConfig } from "./lint/config.js";
export type { LintConfig } from "./lint/settings.js";
export type { Program } from "./types/program.js";
export type { ProofWarnings } from "./verify/warnings.js";
export type { TableFile } from "../runtime/table/format.js";
export type { TestCase } from "../runtime/testing/case.js";

/**
 * The warnings of a compiled policy that are proofs (AP3080 to AP3085), which `compile` leaves out since they take more time than
 * all else: rules that never match or never matter, duplicates, actions that nothing permits or nobody reviews, sandboxes that
 * are too wide. `more` is asked over and over whether there is still time; without it, all of them are looked for. None where
 * the policy has errors.
 */
export function prove({ program, table }: Compilation, { more }: ProofOptions = {}): ProofWarnings {
  if (program === undefined || table === undefined) return { diagnostics: [], left: [] };
  return proofWarnings(program, table, more);
}

export interface ProofOptions {
  readonly more?: () => boolean;
}

/** What a diagnostic's code stands for. */
export interface Explanation {
  readonly title: string;
  /** Why it is wrong and how to mend it; Markdown. */
  readonly explanation: string;
}

/** Explains a code such as `AP2001`; undefined where there is no such code. */
export function explain(code: string): Explanation | undefined {
  if (!isCatalogCode(code)) return undefined;
  const { title, explain: explanation } = catalog[code];
  return { title, explanation };
}

function isCatalogCode(code: string): code is CatalogCode {
  return Object.hasOwn(catalog, code);
}
