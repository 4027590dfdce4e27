// Reads of what may be absent: judged where a clause, the body of a quantifier or of a let ends.

import type * as ast from "../../ast/ast.js";
import { diagnose } from "../../diagnostics/diagnose.js";
import type { Fix } from "../../diagnostics/diagnostic.js";
import type { AttributePath } from "../typed-expr.js";
import type { Checked } from "./checked.js";
import { listed, NO_NEEDS, reading, type Needs, type Read } from "./needs.js";
import { report, type Scope } from "./scope.js";

/** Reports what `clause` reads without proof, `present` aside; returns the paths that were reported. */
export function demandPresent(
  checked: Checked,
  clause: ast.Expr,
  present: ReadonlySet<AttributePath>,
  scope: Scope,
): readonly AttributePath[] {
  // A read in a let is reported for its first use alone: thousands may follow.
  const { toldReads } = scope.session;
  const missing = listed(checked.needs, ({ path, span }) => present.has(path) || toldReads.has(span));
  for (const read of missing) reportRead(read, clause, scope);
  return missing.map(({ path }) => path);
}

/** Reports reads of fields of `variables`, of which nothing outside `body` can speak; returns all other needs. */
export function closeVariables(
  needs: Needs,
  variables: ReadonlySet<string>,
  body: ast.Expr,
  scope: Scope,
): Needs {
  if (needs === NO_NEEDS || variables.size === 0) return needs;
  const isOwn = ({ path }: Read): boolean =>
    (path.match(/\w+#\d+/gu) ?? []).some((variable) => variables.has(variable));
  for (const read of listed(needs, (read) => !isOwn(read))) reportRead(read, body, scope);
  return reading(listed(needs, isOwn));
}

function reportRead(read: Read, clause: ast.Expr, scope: Scope): void {
  scope.session.toldReads.add(read.span);
  const path = read.path.replace(/#\d+/gu, "");
  const related =
    read.use === undefined ? [] : [{ span: read.use, message: "used here, where it may be absent" }];
  const fix = checkFirst(path, read.body ?? clause);
  report(scope, diagnose("AP2059", read.span, { path }, { related, fixes: [fix] }));
}

/** Puts `has PATH and` before the clause; around an `or`, parentheses. */
function checkFirst(path: string, clause: ast.Expr): Fix {
  const loose = clause.kind === "binary" && clause.op === "or";
  const { file, start, end } = clause.span;
  const before = { span: { file, start, end: start }, newText: `has ${path} and ${loose ? "(" : ""}` };
  const after = { span: { file, start: end, end }, newText: ")" };
  return { title: `Check \`has ${path}\` first`, edits: loose ? [before, after] : [before] };
}
