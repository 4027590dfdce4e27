// From CST to AST: limits, over one action, over a window, and of a sandbox's resources.

import type {
  BoundCstNode,
  HistoryOfCstNode,
  LimitClauseCstNode,
  ResourcesClauseCstNode,
  SumCstNode,
  WindowCstNode,
} from "../../../grammar/generated/cst.js";
import { diagnose } from "../../diagnostics/diagnose.js";
import { cover, type Span } from "../../source/source.js";
import type { Clause, Expr, Limit, PathExpr, Window } from "../ast.js";
import { requireCommas } from "./commas.js";
import { sumOf } from "./expressions.js";
import { keyPartsOf, missingPath, pathOf } from "./names.js";
import { missing } from "./precedence.js";
import { every, first, gapSpan, identOf, spanOfNode, spanOfToken, type Reader } from "./reader.js";

export function limitClauseOf(reader: Reader, node: LimitClauseCstNode, span: Span): Clause {
  const label = first(node.children.label);
  return {
    kind: "limit",
    span,
    ...(label !== undefined && { label: identOf(reader, label) }),
    limit: limitOf(reader, node),
  };
}

/** The limits of a sandbox. */
export function resourcesClauseOf(reader: Reader, node: ResourcesClauseCstNode, span: Span): Clause {
  requireCommas(reader, node.children.resource, node.children.Comma);
  const limits = every(node.children.resource).map((resource) => ({
    kind: "resource" as const,
    span: spanOfNode(reader, resource),
    name: identOf(reader, first(resource.children.Word)),
    value: sumOf(reader, first(resource.children.sum)),
  }));
  return { kind: "limits", span, limits };
}

function limitOf(reader: Reader, { children }: LimitClauseCstNode): Limit {
  const what = first(children.sum);
  const bound = first(children.bound);
  const window = children.window ? windowOf(reader, first(children.window)) : undefined;
  const summed = summedIn(what);
  if (summed !== undefined)
    return boundOf(reader, summed, pathOf(reader, first(summed.children.path)), bound, window);
  const value = sumOf(reader, what);
  if (bound !== undefined) return boundOf(reader, undefined, attributeOf(reader, value), bound, window);
  return countOf(reader, value, window);
}

/** `sum(ATTR)` where nothing else stands beside it. */
function summedIn(what: SumCstNode | undefined): HistoryOfCstNode | undefined {
  if (what?.children.operator !== undefined) return undefined;
  const operand = first(what?.children.operand);
  if (operand?.children.Minus !== undefined) return undefined;
  const call = first(operand?.children.historyOf);
  return call?.children.RParen !== undefined && first(call.children.Kw_history_of)?.image === "sum"
    ? call
    : undefined;
}

/** `ATTR <= C`, over a window or not. */
function boundOf(
  reader: Reader,
  summed: HistoryOfCstNode | undefined,
  attribute: PathExpr,
  node: BoundCstNode | undefined,
  window: Window | undefined,
): Limit {
  const other = first(node?.children.other);
  if (other !== undefined) {
    const params = { expected: "`<=` or `<`", found: `\`${other.image}\`` };
    reader.report(diagnose("AP1001", spanOfToken(reader, other), params));
  }
  const op = first(node?.children.LessEqual) ?? first(node?.children.Less) ?? other;
  const bound = node === undefined ? missing(reader) : sumOf(reader, first(node.children.sum));
  const start = summed === undefined ? attribute.span : spanOfNode(reader, summed);
  const span = [bound.span, window?.span ?? bound.span].reduce(cover, start);
  return {
    kind: "bound",
    span,
    sum: summed !== undefined,
    attribute,
    op: identOf(reader, op),
    bound,
    ...(window !== undefined && { window }),
  };
}

/** `600 per 1h`: without a window it limits nothing. */
function countOf(reader: Reader, count: Expr, window: Window | undefined): Limit {
  if (window !== undefined) return { kind: "count", span: cover(count.span, window.span), count, window };
  const span = { ...count.span, start: count.span.end };
  if (count.kind !== "missing") {
    const expected = count.kind === "path" ? "`<=` or `<` and the limit" : "`per` and a duration";
    reader.report(diagnose("AP1001", span, { expected, found: "the end of the limit" }));
  }
  const none: Window = { kind: "window", span: gapSpan(reader), per: missing(reader), by: [] };
  return { kind: "count", span: count.span, count, window: none };
}

/** What is limited is one attribute, not a computed value. */
function attributeOf(reader: Reader, what: Expr): PathExpr {
  if (what.kind === "path") return what;
  if (what.kind !== "missing") {
    const params = { expected: "an attribute or `sum(…)` of one", found: "another expression" };
    reader.report(diagnose("AP1001", what.span, params));
  }
  return missingPath(reader);
}

function windowOf(reader: Reader, node: WindowCstNode | undefined): Window {
  const keys = keyPartsOf(reader, first(node?.children.keys));
  for (const { equals } of keys) {
    if (equals === undefined) continue;
    reader.report(
      diagnose("AP1001", equals.span, { expected: "an attribute alone", found: "a join with `=`" }),
    );
  }
  return {
    kind: "window",
    span: spanOfNode(reader, node),
    per: sumOf(reader, first(node?.children.sum)),
    by: keys.map(({ attribute }) => attribute),
  };
}
