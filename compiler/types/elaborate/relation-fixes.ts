// Comparisons that another operator, or a function, would make right.

import { parseExactPattern } from "../../../runtime/values/command-exact.js";
import type * as ast from "../../ast/ast.js";
import type { Fix } from "../../diagnostics/diagnostic.js";
import { enclosing, rewriting } from "../../diagnostics/fixes.js";
import { replacement } from "../../diagnostics/nearest.js";
import { isScalar, sameType } from "../same-type.js";
import type { Type } from "../type.js";
import { elementOf } from "./quantifier.js";

/** `==` as `in` where the right side is a list of what the left is; a URL beside a host by its host. */
export function relationFixes(expr: ast.BinaryExpr, left: Type, right: Type): readonly Fix[] {
  const element = elementOf(right);
  if (element !== undefined && sameType(left, element)) return membership(expr);
  if (left.kind === "host" && right.kind === "url") return hostOf(expr.right);
  return left.kind === "url" && right.kind === "host" ? hostOf(expr.left) : [];
}

/** `==` as `in`, and `!=` as `not in`. */
export function membership({ op, opSpan }: ast.BinaryExpr): readonly Fix[] {
  if (op !== "==" && op !== "!=") return [];
  return replacement(opSpan, op === "==" ? "in" : "not in");
}

/** `in` as `==`, and `not in` as `!=`. */
export function equality({ op, opSpan }: ast.BinaryExpr): readonly Fix[] {
  const equal = op === "in" || op === "like";
  return equal || op === "not in" || op === "not like" ? replacement(opSpan, equal ? "==" : "!=") : [];
}

export function hostOf({ span }: ast.Expr): readonly Fix[] {
  return enclosing("Take its host", span, "host(", ")");
}

/** A whole command, as `==` would compare it: nothing in it may stand for anything else. */
export function runsOnly(expr: ast.BinaryExpr | undefined, literal: ast.StringLit): readonly Fix[] {
  const { value, span } = literal;
  const parsed = parseExactPattern(value);
  if (
    expr?.op !== "==" ||
    expr.right !== literal ||
    !parsed.ok ||
    parsed.value.rest ||
    /[*?[\]{}]/u.test(value)
  )
    return [];
  const operator = { span: expr.opSpan, newText: "runs only" };
  return enclosing("Ask with `runs only`", span, "[", "]").map(({ title, edits }) => ({
    title,
    edits: [operator, ...edits],
  }));
}

/** Two records by their fields, where every one is there and has a single value. */
export function fieldByField({ left, right, span }: ast.BinaryExpr, op: string, type: Type): readonly Fix[] {
  if (left.kind !== "path" || right.kind !== "path" || type.kind !== "record" || type.open) return [];
  const fields = [...type.fields];
  const isPlain = fields.length > 0 && fields.every(([, field]) => !field.optional && isScalar(field.type));
  if (!isPlain || (op !== "==" && op !== "!=")) return [];
  const [a, b] = [left, right].map(({ parts }) => parts.map(({ text }) => text).join("."));
  const pairs = fields.map(([name]) => `${a}.${name} ${op} ${b}.${name}`);
  const text = pairs.join(op === "==" ? " and " : " or ");
  return rewriting("Compare field by field", span, pairs.length === 1 ? text : `(${text})`);
}
