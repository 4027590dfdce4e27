// The package's main door: compiling policies.

import { catalog, type CatalogCode } from "./diagnostics/catalog.js";

export { compile, type Compilation, type CompileOptions, type ReadResult } from "./compile.js";
export type { Code, Diagnostic, Fix, Related, Severity, TextEdit } from "./diagnostics/diagnostic.js";
export type { Position, SourceFile, Span } from "./source/source.js";
export type { Program } from "./types/program.js";
export type { TableFile } from "../runtime/table/format.js";
export type { TestCase } from "../runtime/testing/case.js";

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
