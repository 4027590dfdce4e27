// Fixes of redactions: each hides as much as its author meant to, or more.

import type * as ast from "../ast/ast.js";
import type { Fix } from "../diagnostics/diagnostic.js";
import { removal, rewriting } from "../diagnostics/fixes.js";
import { replacement } from "../diagnostics/nearest.js";
import type { Action } from "./program.js";

/** What may stand in the place of a placeholder that is a finding itself. */
export const PLACEHOLDERS: readonly string[] = ["[REDACTED]", "***", "-"];

/** Masks the whole field, whatever was to become of it. */
export function masking({ span, target }: ast.Redaction): readonly Fix[] {
  const path = textOf(target);
  return rewriting("Mask it: `mask`", span, `mask ${path}`);
}

/** Masks all of a field instead of what detectors find in it. */
export function unsearched({ span, target, as }: ast.Redaction): readonly Fix[] {
  const tail = { ...span, start: target.span.end };
  return rewriting("Mask the whole field", tail, as === undefined ? "" : ` as ${JSON.stringify(as.value)}`);
}

/** `hash` and `drop` have nothing after the field. */
export function shortened({ kind, span, target }: ast.Redaction): readonly Fix[] {
  if (kind !== "hash" && kind !== "drop") return [];
  return removal("Remove what follows the field", { ...span, start: target.span.end });
}

/** The field of that name in what comes back. */
export function ofResult(
  { parts }: ast.PathExpr,
  { actions }: { readonly actions: readonly Action[] },
): readonly Fix[] {
  const [root, field] = parts;
  const isThere = actions.every(
    ({ result }) => result?.kind === "record" && result.fields.has(field?.text ?? ""),
  );
  return root === undefined || !isThere ? [] : replacement(root.span, "result");
}

const textOf = ({ parts }: ast.PathExpr): string => parts.map(({ text }) => text).join(".");
