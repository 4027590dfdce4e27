// Every expression of a policy, and whether a proof can look at it: fixes that keep the meaning are offered only there.

import type * as ast from "../ast/ast.js";
import { walk } from "../ast/children.js";

export interface PlacedExpr {
  readonly expr: ast.Expr;
  /** Where no proof looks: within a question about the past or about each item of a list, and where faults are decided. */
  readonly hidden: boolean;
}

/** Parents before children, tests aside. */
export function expressionsOf(declarations: readonly ast.Declaration[]): readonly PlacedExpr[] {
  const hidden = hiddenLets(declarations);
  return declarations.flatMap((each) => expressionsIn(each, hidden));
}

const EXPRESSIONS: ReadonlySet<ast.Node["kind"]> = new Set([
  ...(["string", "bool", "number", "time", "list", "path", "index", "call", "has", "unary"] as const),
  ...(["binary", "command-test", "range", "quantifier", "history"] as const),
]);

function isExpr(node: ast.Node): node is ast.Expr {
  return EXPRESSIONS.has(node.kind);
}

const HIDING: ReadonlySet<ast.Node["kind"]> = new Set([
  "history",
  "quantifier",
  "on_error",
  "revoke",
] as const);

function expressionsIn(declaration: ast.Declaration, lets: ReadonlySet<string>): readonly PlacedExpr[] {
  if (declaration.kind === "test") return [];
  const found: PlacedExpr[] = [];
  // Nodes come in the order of the text, so what hides is known by where it ends.
  let hiddenTo = declaration.kind === "let" && lets.has(declaration.name.text) ? declaration.span.end : 0;
  walk(declaration, (node) => {
    if (isExpr(node)) found.push({ expr: node, hidden: node.span.start < hiddenTo });
    if (HIDING.has(node.kind)) hiddenTo = Math.max(hiddenTo, node.span.end);
  });
  return found;
}

/** Lets of which a hidden expression makes use, by way of others too. */
function hiddenLets(declarations: readonly ast.Declaration[]): ReadonlySet<string> {
  const lets = new Map(
    declarations.flatMap((each) => (each.kind === "let" ? [[each.name.text, each] as const] : [])),
  );
  const found = new Set<string>();
  const open: ast.Node[] = [];
  for (const declaration of declarations)
    walk(declaration, (node) => {
      if (HIDING.has(node.kind)) open.push(node);
      return !HIDING.has(node.kind);
    });
  for (let root = open.pop(); root !== undefined; root = open.pop())
    walk(root, (node) => {
      const name =
        node.kind === "call" ? node.callee.text : node.kind === "path" ? node.parts[0]?.text : undefined;
      const used = name === undefined ? undefined : lets.get(name);
      if (used === undefined || found.has(used.name.text)) return;
      found.add(used.name.text);
      open.push(used.body);
    });
  return found;
}
