// The conditions of a rule as its author thinks of them: what stands between `and`, `or` and `not`, each with the
// expression of the table that it became. The uses of lets are gone into.

import type { Ref, Table } from "../../runtime/table/format.js";
import { chainOf } from "../hir/lower/chain.js";
import type { Span } from "../source/source.js";
import type { TypedExpr } from "../types/typed-expr.js";

export interface Leaf {
  readonly ref: Ref;
  /** Where it is asked: in a let, where that is used. */
  readonly span: Span;
  /** What is written there; absent where it hangs on the arguments of a let. */
  readonly written?: Span;
}

/** How the walk came to where it is. */
interface Way {
  /** Of the use of a let, if it goes through one. */
  readonly use?: Span;
  readonly isBound: boolean;
}

/**
 * The leaves of an expression that became `ref`. The two are gone through side by side: by the laws of the lowering, chains
 * and negations stay what they are, and the use of a let becomes its body.
 */
export function leavesOf(expr: TypedExpr, ref: Ref, { exprs }: Pick<Table, "exprs">): readonly Leaf[] {
  return walk(expr, ref, exprs, { isBound: false });
}

function walk(expr: TypedExpr, ref: Ref, exprs: Table["exprs"], way: Way): readonly Leaf[] {
  const core = exprs[ref];
  switch (expr.kind) {
    case "and":
    case "or": {
      const parts = chainOf(expr, expr.kind);
      if (core?.op !== expr.kind || core.args.length !== parts.length) break;
      const { args } = core;
      return parts.flatMap((part, i) => walk(part, args[i] ?? ref, exprs, way));
    }
    case "not":
      // `not in` is one question.
      if (core?.op !== "not" || isSame(expr.span, expr.operand.span)) break;
      return walk(expr.operand, core.arg, exprs, way);
    case "let": {
      const isBound = way.isBound || expr.instance.params.length > 0;
      return walk(expr.instance.body, ref, exprs, { use: way.use ?? expr.span, isBound });
    }
    default:
  }
  return [{ ref, span: way.use ?? expr.span, ...(!way.isBound && { written: expr.span }) }];
}

function isSame(a: Span, b: Span): boolean {
  return a.file === b.file && a.start === b.start && a.end === b.end;
}
