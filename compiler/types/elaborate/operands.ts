// Which of two operands says the type of the other: what stands written out takes its type from what does not.

import type * as ast from "../../ast/ast.js";
import type { Type } from "../type.js";
import type { Checked } from "./checked.js";
import type { Scope } from "./scope.js";
import { seesResult } from "./sees-result.js";

const SECTIONS: ReadonlySet<string> = new Set(["agent", "context", "impact", "args", "action"]);

/** Is this the first word of an attribute? */
export function isSection(word: string): boolean {
  return SECTIONS.has(word);
}

/** Checks two operands; the one that says more about its type first, and the other in its light. */
export function askedOf(
  left: ast.Expr,
  right: ast.Expr,
  scope: Scope,
  hint: { readonly toLeft: TypeHint; readonly toRight: TypeHint } = SAME,
): readonly [left: Checked, right: Checked] {
  if (vagueness(right, scope) < vagueness(left, scope)) {
    const second = scope.visit(right, scope);
    return [scope.visit(left, scope, hint.toLeft(second.expr.type)), second];
  }
  const first = scope.visit(left, scope);
  return [first, scope.visit(right, scope, hint.toRight(first.expr.type))];
}

type TypeHint = (other: Type) => Type | undefined;

const SAME = { toLeft: (type: Type): Type => type, toRight: (type: Type): Type => type };

/** Of a scope, what tells which names are known. */
export interface KnownNames {
  readonly place: Scope["place"];
  readonly locals: Has;
  readonly names: { readonly lets: Has; readonly data: Has; readonly zones: Has };
}

interface Has {
  readonly has: (name: string) => boolean;
}

/** How little an expression says about its type by itself: 0 all, 3 nothing. */
export function vagueness(expr: ast.Expr, scope: KnownNames): number {
  switch (expr.kind) {
    case "path":
      return vaguenessOfPath(expr, scope);
    case "bool":
    case "time":
      return 1;
    case "number":
    case "unary":
    case "list":
    case "range":
      return 2;
    case "string":
      return 3;
    default:
      return 0;
  }
}

/** A bare word may be a member of any enum, even if something else has that name. */
function vaguenessOfPath({ parts }: ast.PathExpr, scope: KnownNames): number {
  const [first] = parts;
  if (first === undefined || scope.locals.has(first.text)) return 0;
  if (first.text === "result" && seesResult(scope)) return 0;
  if (parts.length > 1) return isSection(first.text) ? 0 : 3;
  const { lets, data, zones } = scope.names;
  const known = lets.has(first.text) || data.has(first.text) || zones.has(first.text);
  return known || ["now", "outcome", "verdict"].includes(first.text) ? 1 : 3;
}

/** Is this a literal, or the bare name of a member? */
export function isWritten(expr: ast.Expr): boolean {
  let inner = expr;
  while (inner.kind === "unary" && inner.op === "-") inner = inner.operand;
  return ["number", "string", "bool", "time", "list"].includes(inner.kind);
}
