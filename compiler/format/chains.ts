// Chains: expressions joined by one operator, `and` or `or`, which the tree holds as pairs of pairs.

import type { BinaryExpr, Expr, Node } from "../ast/ast.js";

export function isChain(node: Node): node is BinaryExpr & { readonly op: "and" | "or" } {
  return node.kind === "binary" && (node.op === "and" || node.op === "or");
}

/** What a chain joins, in order: two expressions or more. */
export function linksOf(chain: BinaryExpr): readonly Expr[] {
  const links: Expr[] = [];
  let rest: Expr = chain;
  while (rest.kind === "binary" && rest.op === chain.op) {
    links.push(rest.right);
    rest = rest.left;
  }
  return [...links, rest].reverse();
}

/** Whether an expression holds a chain that stands in no brackets but parentheses: it breaks into lines. */
export function hasChain(expr: Expr): boolean {
  switch (expr.kind) {
    case "binary":
      return isChain(expr) || hasChain(expr.left) || hasChain(expr.right);
    case "unary":
      return hasChain(expr.operand);
    case "quantifier":
      return hasChain(expr.over) || hasChain(expr.body);
    default:
      return false;
  }
}
