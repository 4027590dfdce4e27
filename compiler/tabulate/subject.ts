// Which single attribute an expression asks about, for all expressions of a table at once.

import type { AttributePath, Expr, Table } from "../../runtime/table/format.js";
import { operandsOf } from "../../runtime/table/operands.js";

/** An attribute; `none`: it is constant; `several`: of more than one, or of what is no attribute. */
export type Subject =
  { readonly kind: "one"; readonly path: AttributePath } | { readonly kind: "none" | "several" };

const NONE: Subject = { kind: "none" };
const SEVERAL: Subject = { kind: "several" };

/** By the expressions' indices. Operands come first, so one pass does it, however much is shared. */
export function subjectsOf({ exprs }: Pick<Table, "exprs">): readonly Subject[] {
  const subjects: Subject[] = [];
  for (const expr of exprs) {
    const parts = operandsOf(expr).map((ref) => subjects[ref] ?? SEVERAL);
    subjects.push([own(expr), ...parts].reduce(together));
  }
  return subjects;
}

function own(expr: Expr): Subject {
  switch (expr.op) {
    case "attribute":
    case "has":
      return { kind: "one", path: expr.path };
    case "detects":
      return expr.path === "args" ? SEVERAL : { kind: "one", path: expr.path };
    // State, the clock, what others answer, and what follows from several traits of an action.
    case "now":
    case "outcome":
    case "verdict":
    case "classify":
    case "history":
    case "grant":
    case "approved":
    case "reaches":
    case "drift":
      return SEVERAL;
    default:
      return NONE;
  }
}

function together(a: Subject, b: Subject): Subject {
  if (a.kind === "none") return b;
  if (b.kind === "none") return a;
  return a.kind === "one" && b.kind === "one" && a.path === b.path ? a : SEVERAL;
}
