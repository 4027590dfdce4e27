// The expressions that an expression is made of, whatever its kind: those that its members hold.

import type { TypedExpr } from "../../../compiler/types/typed-expr.js";

/** The operands of a node; of a `let`, its arguments and its body; of a history, its `where`. */
export function partsOf(expr: TypedExpr): readonly TypedExpr[] {
  const body = expr.kind === "let" ? [expr.instance.body] : [];
  return [...Object.values(expr).flatMap(expressionsIn), ...body];
}

function expressionsIn(member: unknown): readonly TypedExpr[] {
  if (Array.isArray(member)) return member.flatMap(expressionsIn);
  return isExpression(member) ? [member] : [];
}

/** Nothing else has a kind, a span and a type. */
function isExpression(member: unknown): member is TypedExpr {
  return (
    typeof member === "object" && member !== null && "kind" in member && "span" in member && "type" in member
  );
}
