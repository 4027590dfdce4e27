// Where in the tree an offset is, and what can be seen from there.

import type * as ast from "../../compiler/ast/ast.js";
import { childrenOf } from "../../compiler/ast/children.js";
import type { Action } from "../../compiler/types/declared.js";
import type { Known } from "../../compiler/types/known.js";

/**
 * The nodes that hold the offset, outermost first. Between two that touch there, the later one is taken, unless it was
 * left out by the author: a cursor behind a word is at that word.
 */
export function nodesAt(root: ast.Node, offset: number): readonly ast.Node[] {
  const nodes: ast.Node[] = [root];
  for (let at = childAt(root, offset); at !== undefined; at = childAt(at, offset)) nodes.push(at);
  return nodes;
}

function childAt(node: ast.Node, offset: number): ast.Node | undefined {
  const holding = childrenOf(node).filter(({ span }) => span.start <= offset && offset <= span.end);
  return holding.findLast(({ span }) => offset < span.end) ?? holding.find(isThere) ?? holding[0];
}

function isThere({ span }: ast.Node): boolean {
  return span.start < span.end;
}

/** The actions that are spoken of: of the innermost form, history or step around the place. */
export function actionsAt(nodes: readonly ast.Node[], known: Known): readonly Action[] {
  for (const [i, node] of Array.from(nodes.entries()).toReversed()) {
    const inner = nodes[i + 1];
    if (node.kind === "history" && inner !== undefined && isOfEarlier(node, inner, nodes[i + 2]))
      return known.select(node.selector);
    if (node.kind === "form" && node.selector !== undefined) return known.select(node.selector);
    if (node.kind === "step" && node.step === "action") return actionsNamed(node.name.text, known);
    if (node.kind === "action") return actionsNamed(node.name.text, known);
  }
  return known.actions;
}

/** The action of the name, or the wildcard that takes it; of a pattern, all that it fits. */
export function actionsNamed(name: string, { actions, select }: Known): readonly Action[] {
  const own = actions.filter((action) => action.name === name);
  if (own.length > 0) return own;
  const span = { file: "", start: 0, end: 0 };
  return select({ kind: "selector", span, include: [{ kind: "pattern", span, text: name }], except: [] });
}

/** Is it said of the earlier action: the attribute, the condition, or the left side of a join? */
function isOfEarlier(
  { attribute, where, by }: ast.HistoryExpr,
  inner: ast.Node,
  innermost: ast.Node | undefined,
): boolean {
  if (inner === attribute || inner === where) return true;
  const key = by.find((each) => each === inner);
  return key !== undefined && innermost === key.attribute;
}
