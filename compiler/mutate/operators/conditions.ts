// Where a node holds conditions: expressions that are true or false, and stand for themselves.

import type * as ast from "../../ast/ast.js";

export function conditionsIn(node: ast.Node): readonly ast.Expr[] {
  switch (node.kind) {
    case "when":
    case "unless":
    case "revoke":
      return [node.expr];
    case "on_error":
      return node.when === undefined ? [] : [node.when];
    case "history":
      return node.where === undefined ? [] : [node.where];
    case "let":
    case "quantifier":
      return [node.body];
    case "binary":
      return node.op === "and" || node.op === "or" ? [node.left, node.right] : [];
    default:
      return [];
  }
}
