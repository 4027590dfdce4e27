// A value that is written out and fits its place but for its form: in quotes or without, in brackets or without.

import { parseTime } from "../../../runtime/values/time.js";
import type * as ast from "../../ast/ast.js";
import type { Fix } from "../../diagnostics/diagnostic.js";
import { enclosing, rewriting } from "../../diagnostics/fixes.js";
import { sameType } from "../same-type.js";
import type { Type } from "../type.js";
import { isText } from "./text-type.js";

/** What makes `expr`, a `found`, an `expected`. */
export function literalFixes(expr: ast.Expr, found: Type, expected: Type): readonly Fix[] {
  if (isList(expected) && sameType(found, expected.element)) return bracketed(expr);
  if (expr.kind === "string") return unquoted(expr, expected);
  const isBare = expr.kind === "number" || expr.kind === "bool";
  if (isBare && isText(expected)) return enclosing("Put it in quotes", expr.span, '"', '"');
  return expr.kind === "list" ? outOfList(expr, expected) : [];
}

type ListType = Extract<Type, { readonly kind: "list" | "set" }>;

function isList(type: Type): type is ListType {
  return type.kind === "list" || type.kind === "set";
}

function bracketed({ span }: ast.Expr): readonly Fix[] {
  return enclosing("Write a list of one", span, "[", "]");
}

/** `["a"]` where one value is asked for. */
function outOfList(
  { items, span }: Extract<ast.Expr, { readonly kind: "list" }>,
  expected: Type,
): readonly Fix[] {
  const [only, ...others] = items;
  // Between the brackets nothing else stands: no parentheses, no comma.
  if (
    only === undefined ||
    others.length > 0 ||
    span.end - span.start !== only.span.end - only.span.start + 2
  )
    return [];
  if (only.kind !== "string" || !isText(expected)) return [];
  const { file, start, end } = span;
  const edits = [
    { span: { file, start, end: start + 1 }, newText: "" },
    { span: { file, start: end - 1, end }, newText: "" },
  ];
  return [{ title: "Remove the brackets", edits }];
}

const DURATION = /^\d[\d_]*(?:\.\d+)?(?:ms|[smhd])$/u;
const SIZE = /^\d[\d_]*(?:\.\d+)?(?:[KMGT]i?)?B$/u;
const DECIMAL = /^\d[\d_]*(?:\.\d{1,4})?$/u;
const INT = /^\d[\d_]*$/u;
const PERCENT = /^\d[\d_]*(?:\.\d{1,4})?%$/u;

function unquoted({ span, value }: ast.StringLit, expected: Type): readonly Fix[] {
  if (expected.kind === "time") {
    return parseTime(value).ok ? enclosing("Write it as a time", span, "time(", ")") : [];
  }
  return isWritten(value, expected) ? rewriting(`Remove the quotes: \`${value}\``, span, value) : [];
}

function isWritten(text: string, type: Type): boolean {
  switch (type.kind) {
    case "bool":
      return text === "true" || text === "false";
    case "int":
      return INT.test(text);
    case "decimal":
      return DECIMAL.test(text);
    case "percent":
      return PERCENT.test(text);
    case "duration":
      return DURATION.test(text);
    case "bytes":
      return SIZE.test(text);
    case "money":
      return text.endsWith(` ${type.currency}`) && DECIMAL.test(text.slice(0, -type.currency.length - 1));
    default:
      return false;
  }
}
