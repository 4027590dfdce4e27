// Files that a policy names beside its imports: data, groups, baselines.

import type { StringLit } from "../ast/ast.js";
import { diagnose } from "../diagnostics/diagnose.js";
import { fileNearby, withSlashes } from "../names/file-fixes.js";
import { resolvePath } from "../names/file-path.js";
import type { Context } from "./context.js";

export interface NamedFile {
  /** Project-relative. */
  readonly path: string;
  readonly text: string;
}

/**
 * The file that `literal` names, relative to the file that it stands in; reports one that cannot be read.
 * @param endings those that such a file may have: one that differs in its ending alone may be meant
 */
export function readNamed(
  { read, report }: Context,
  literal: StringLit,
  endings: readonly string[] = [],
): NamedFile | undefined {
  // The parser's own placeholder: it has been reported.
  if (literal.span.start === literal.span.end) return undefined;
  const path = resolvePath(literal.span.file, literal.value);
  if (path === undefined) {
    report(diagnose("AP2005", literal.span, { path: literal.value }, { fixes: withSlashes(literal) }));
    return undefined;
  }
  const result = read(path);
  if (result.ok) return { path, text: result.text };
  const fixes = fileNearby(read, literal, endings);
  report(diagnose("AP2003", literal.span, { path, reason: result.reason }, { fixes }));
  return undefined;
}
