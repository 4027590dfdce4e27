// Where a policy's floor stands: a file of its own, which is no part of the policy and has a header itself.

import type { Clause } from "../ast/ast.js";
import { diagnose } from "../diagnostics/diagnose.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Read } from "../source/reader.js";
import type { Span } from "../source/source.js";
import { resolvePath } from "./file-path.js";
import type { Loaded } from "./load.js";
import { headerOf } from "./qualified.js";

/** A policy on the way down, and the clause that led on from it. */
export interface Step {
  readonly path: string;
  readonly span: Span;
}

/** More than any organisation has. */
const MOST = 10;

type FloorClause = Extract<Clause, { readonly kind: "version" | "floor" }>;

function isFloor(clause: Clause): clause is FloorClause {
  return clause.kind === "floor";
}

/** The floor's file, or what is wrong with naming it; neither where there is no floor. */
export function findFloor(
  { entry }: Loaded,
  above: readonly Step[],
  read: Read,
): { readonly step?: Step; readonly target?: string; readonly diagnostic?: Diagnostic } {
  const clause = entry && headerOf(entry)?.clauses.find(isFloor);
  // An empty span: the parser has reported that the path is missing.
  if (clause === undefined || clause.value.span.start === clause.value.span.end) return {};
  const { span, value } = clause.value;
  const step = { path: entry?.file.path ?? "", span };
  const target = resolvePath(span.file, value);
  if (target === undefined) return { diagnostic: diagnose("AP2005", span, { path: value }) };
  const circle = [...above, step].findIndex(({ path }) => path === target);
  if (circle >= 0) {
    const related = above
      .slice(circle)
      .map((each) => ({ span: each.span, message: `${each.path} has its floor here` }));
    return { diagnostic: diagnose("AP3062", span, { path: target }, { related }) };
  }
  if (above.length >= MOST) return { diagnostic: diagnose("AP3065", span, { most: MOST }) };
  const result = read(target);
  if (!result.ok) return { diagnostic: diagnose("AP2003", span, { path: target, reason: result.reason }) };
  return { step, target };
}
