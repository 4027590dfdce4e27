// The edition of the language in which a policy is written.

import type { Edition } from "../../runtime/table/format.js";
import type * as ast from "../ast/ast.js";
import { diagnose } from "../diagnostics/diagnose.js";
import { replacement } from "../diagnostics/nearest.js";
import type { Report } from "../names/table.js";

const NEWEST: Edition = 1;

/** The edition that `written` names, the newest where nothing is written; undefined where a mistake was reported. */
export function readEdition(written: ast.Expr | undefined, report: Report): Edition | undefined {
  if (written === undefined) return NEWEST;
  if (written.kind === "missing") return undefined;
  if (isPlainNumber(written) && Number(written.digits) === NEWEST) return NEWEST;
  const fixes = replacement(written.span, `${NEWEST}`);
  report(diagnose("AP3060", written.span, { found: named(written), newest: NEWEST }, { fixes }));
  return undefined;
}

function isPlainNumber(expr: ast.Expr): expr is ast.NumberLit {
  return (
    expr.kind === "number" &&
    expr.unit === undefined &&
    expr.currency === undefined &&
    /^\d+$/.test(expr.digits)
  );
}

/** As a message names it. */
function named(expr: ast.Expr): string {
  return isPlainNumber(expr) ? expr.digits : "of that name";
}
