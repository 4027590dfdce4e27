// Shows an expression with all its parentheses, so that a test sees how it was bound.

import type { Expr } from "../../compiler/ast/ast.js";

export function showExpression(expr: Expr): string {
  switch (expr.kind) {
    case "binary":
      return `(${showExpression(expr.left)} ${expr.op} ${showExpression(expr.right)})`;
    case "unary":
      return `(${expr.op} ${showExpression(expr.operand)})`;
    case "range":
      return `(${showExpression(expr.low)} .. ${showExpression(expr.high)})`;
    case "has":
      return `(has ${showExpression(expr.path)})`;
    case "quantifier":
      return `(${expr.quantifier} ${expr.variable.text} in ${showExpression(expr.over)}: ${showExpression(expr.body)})`;
    case "path":
      return expr.parts.map(({ text }) => text).join(".");
    case "index":
      return `${showExpression(expr.object)}[${showExpression(expr.index)}]${expr.fields.map(({ text }) => `.${text}`).join("")}`;
    case "call":
      return `${expr.callee.text}(${expr.args.map(showExpression).join(", ")})`;
    case "list":
      return `[${expr.items.map(showExpression).join(", ")}]`;
    case "command-test":
      return showCommandTest(expr);
    case "number":
      return `${expr.digits}${expr.unit ?? ""}${expr.currency ?? ""}`;
    case "string":
      return JSON.stringify(expr.value);
    case "bool":
      return String(expr.value);
    default:
      return expr.kind;
  }
}

function showCommandTest(expr: Extract<Expr, { readonly kind: "command-test" }>): string {
  const modifiers = [
    ...(expr.touching ? [` touching ${showExpression(expr.touching)}`] : []),
    ...(expr.withEnv ? [` with env ${showExpression(expr.withEnv)}`] : []),
    ...(expr.writingOnly ? [` writing only ${showExpression(expr.writingOnly)}`] : []),
  ];
  return `(${showExpression(expr.command)} ${expr.op} ${showExpression(expr.entries)}${modifiers.join("")})`;
}
