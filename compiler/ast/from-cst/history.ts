// From CST to AST: expressions that read the past.

import type {
  ExpressionCstNode,
  HistoryCstNode,
  HistoryOfCstNode,
  HistoryTailCstNode,
  SumCstNode,
} from "../../../grammar/generated/cst.js";
import type { Token } from "../../../grammar/lexer.js";
import { diagnose } from "../../diagnostics/diagnose.js";
import type { Expr, HistoryExpr } from "../ast.js";
import { keyPartsOf, pathOf, selectorOf } from "./names.js";
import { every, first, spanOfNode, spanOfToken, type Reader } from "./reader.js";

/** How the expressions inside are read: history is itself an expression, so its reader hands these in. */
export interface Inside {
  readonly expressionOf: (reader: Reader, node: ExpressionCstNode | undefined) => Expr;
  readonly sumOf: (reader: Reader, node: SumCstNode | undefined) => Expr;
}

/** `formerly(…)` and `count(…)`. */
export function historyOf(reader: Reader, node: HistoryCstNode, inside: Inside): HistoryExpr {
  const fn = first(node.children.Kw_history);
  const attempts = first(node.children.Kw_attempts);
  return {
    kind: "history",
    span: spanOfNode(reader, node),
    fn: fn?.image === "count" ? "count" : "formerly",
    fnSpan: fn === undefined ? spanOfNode(reader, node) : spanOfToken(reader, fn),
    ...(attempts !== undefined && { attempts: spanOfToken(reader, attempts) }),
    ...tailOf(reader, first(node.children.historyTail), inside),
  };
}

/** `sum(ATTR, …)` and `distinct(ATTR, …)`. */
export function historyOfAttribute(reader: Reader, node: HistoryOfCstNode, inside: Inside): HistoryExpr {
  const fn = first(node.children.Kw_history_of);
  const end = first(node.children.RParen);
  if (end !== undefined) {
    const params = { expected: "`,` and the actions to look back at", found: "`)`" };
    reader.report(diagnose("AP1001", { ...spanOfToken(reader, end), end: end.startOffset }, params));
  }
  return {
    kind: "history",
    span: spanOfNode(reader, node),
    fn: fn?.image === "sum" ? "sum" : "distinct",
    fnSpan: fn === undefined ? spanOfNode(reader, node) : spanOfToken(reader, fn),
    attribute: pathOf(reader, first(node.children.path)),
    ...tailOf(reader, first(node.children.historyTail), inside),
  };
}

type Tail = Pick<HistoryExpr, "selector" | "where" | "since" | "within" | "by">;

function tailOf(reader: Reader, node: HistoryTailCstNode | undefined, inside: Inside): Tail {
  const tail: { -readonly [K in keyof Tail]: Tail[K] } = {
    selector: selectorOf(reader, first(node?.children.selector)),
    by: [],
  };
  const seen = new Map<string, Token>();
  for (const { children } of every(node?.children.historyClause)) {
    const keyword =
      first(children.Kw_where) ??
      first(children.Kw_since) ??
      first(children.Kw_within) ??
      first(children.Kw_by);
    if (keyword === undefined) continue;
    reportDuplicate(reader, keyword, seen.get(keyword.image));
    seen.set(keyword.image, keyword);
    if (children.Kw_where) tail.where = inside.expressionOf(reader, first(children.expression));
    if (children.Kw_since) tail.since = selectorOf(reader, first(children.selector));
    if (children.Kw_within) tail.within = inside.sumOf(reader, first(children.sum));
    if (children.Kw_by) tail.by = keyPartsOf(reader, first(children.keys));
  }
  return tail;
}

function reportDuplicate(reader: Reader, keyword: Token, earlier: Token | undefined): void {
  if (earlier === undefined) return;
  const related = [{ span: spanOfToken(reader, earlier), message: "the first one stands here" }];
  const params = { clause: keyword.image, form: "a question of history" };
  reader.report(diagnose("AP1006", spanOfToken(reader, keyword), params, { related }));
}
