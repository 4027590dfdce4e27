// Lints policies that stand in texts: what tests of lint share.

import { compile, type Compilation } from "../../compiler/compile.js";
import type { Diagnostic, Fix } from "../../compiler/diagnostics/diagnostic.js";
import { lint, type LintOptions } from "../../compiler/lint/lint.js";
import { parseSchema } from "../../runtime/facts/sql/index.js";
import { reading, type Files } from "./problems.js";

const ENTRY = "p.agentpol";

export function compiled(text: string, files: Files = {}): Compilation {
  return compile(ENTRY, { read: reading({ ...files, [ENTRY]: text }), parseSchema });
}

/** @throws {Error} where the policy has errors: lint says nothing of such a policy. */
export function lintOf(text: string, options: LintOptions = {}, files: Files = {}): readonly Diagnostic[] {
  const compilation = compiled(text, files);
  const errors = compilation.diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join("\n"));
  return lint(compilation, options);
}

/** What one rule says, whether it is on or not. Comments ignore findings of `security/allow-all` in tests. */
export function foundBy(id: string, text: string, options: LintOptions = {}): readonly Diagnostic[] {
  const only = new Set([id, "security/allow-all"]);
  return lintOf(text, { ...options, only }).filter(({ code }) => code === id);
}

/** The text after a fix in it. */
export function fixed(text: string, { edits }: Fix): string {
  return edits
    .toSorted((a, b) => b.span.start - a.span.start)
    .reduce((now, { span, newText }) => now.slice(0, span.start) + newText + now.slice(span.end), text);
}
