// From CST to AST: expressions.

import type {
  ComparisonCstNode,
  ComparisonTailCstNode,
  ElementCstNode,
  ExpressionCstNode,
  FieldValueCstNode,
  ItemsCstNode,
  ListCstNode,
  NegationCstNode,
  NumberCstNode,
  OperandCstNode,
  QuantifierCstNode,
  RecordLiteralCstNode,
  ReferenceCstNode,
  SumCstNode,
} from "../../../grammar/generated/cst.js";
import type { Token } from "../../../grammar/lexer.js";
import { diagnose } from "../../diagnostics/diagnose.js";
import { cover, type Span } from "../../source/source.js";
import type { Expr, FieldValue, PathExpr, RecordLit } from "../ast.js";
import { inOrder, requireCommas } from "./commas.js";
import { comparisonOf, type Operator } from "./comparisons.js";
import { historyOf, historyOfAttribute, type Inside } from "./history.js";
import { dotted } from "./names.js";
import { decodeNumber } from "./literals.js";
import { bindLogic, bindSum, joined, missing, reportChain } from "./precedence.js";
import { every, extentOf, first, identOf, spanOfNode, spanOfToken, stringOf, type Reader } from "./reader.js";

const inside: Inside = { expressionOf, sumOf };

export function expressionOf(reader: Reader, node: ExpressionCstNode | undefined): Expr {
  const operands = every(node?.children.negation).map((operand) => negationOf(reader, operand));
  return bindLogic(reader, { operands, operators: every(node?.children.operator) });
}

function negationOf(reader: Reader, node: NegationCstNode): Expr {
  const operand = comparison(reader, first(node.children.comparison));
  return prefixed(reader, node.children.Op_not, "not", operand);
}

function operandOf(reader: Reader, node: OperandCstNode): Expr {
  return prefixed(reader, node.children.Minus, "-", unsignedOf(reader, node));
}

function prefixed(reader: Reader, marks: readonly Token[] | undefined, op: "not" | "-", operand: Expr): Expr {
  return every(marks).reduceRight<Expr>(
    (inner, mark) => ({
      kind: "unary",
      op,
      span: cover(spanOfToken(reader, mark), extentOf(reader, inner)),
      operand: inner,
    }),
    operand,
  );
}

function comparison(reader: Reader, node: ComparisonCstNode | undefined): Expr {
  const has = first(node?.children.Op_has);
  const left = has === undefined ? sumOf(reader, first(node?.children.sum)) : hasOf(reader, has, node);
  const [tail, chained, ...more] = every(node?.children.comparisonTail);
  if (tail === undefined) return left;
  const operator = operatorOf(reader, tail);
  const right = sumOf(reader, first(tail.children.sum));
  if (chained !== undefined) {
    const second = operatorOf(reader, chained);
    const whole = cover(extentOf(reader, left), spanOfNode(reader, chained));
    const fixes = more.length > 0 ? [] : joined(whole, right, [operator.text, second]);
    reportChain(reader, second.token, operator.token, fixes);
  }
  return comparisonOf(reader, left, operator, right, modifiersOf(reader, tail));
}

function hasOf(reader: Reader, has: Token, node: ComparisonCstNode | undefined): Expr {
  const path = referenceOf(reader, first(node?.children.reference));
  return { kind: "has", span: cover(spanOfToken(reader, has), path.span), path };
}

/** The words of a comparison operator, one or two. */
function operatorOf(reader: Reader, tail: ComparisonTailCstNode): Operator {
  const node = first(tail.children.comparisonOperator);
  const [words = [], ...others] = Object.values(node?.children ?? {});
  const tokens = others.length === 0 ? words : inOrder([words, ...others].flat());
  const token = tokens[0];
  if (token === undefined) throw new Error("a comparison is begun by its operator");
  return { token, text: tokens.map(({ image }) => image).join(" "), span: spanOfNode(reader, node) };
}

function modifiersOf(reader: Reader, tail: ComparisonTailCstNode) {
  return every(tail.children.commandModifier).map(({ children, location }) => ({
    kind: children.Kw_touching
      ? ("touching" as const)
      : children.Kw_with
        ? ("with env" as const)
        : ("writing only" as const),
    span: spanOfNode(reader, { location }),
    entries: sumOf(reader, first(children.sum)),
  }));
}

export function sumOf(reader: Reader, node: SumCstNode | undefined): Expr {
  const operands = every(node?.children.operand).map((operand) => operandOf(reader, operand));
  return bindSum(reader, { operands, operators: every(node?.children.operator) });
}

function unsignedOf(reader: Reader, { children }: OperandCstNode): Expr {
  const string = first(children.StringWord);
  if (string !== undefined) return stringOf(reader, string);
  const truth = first(children.Op_true) ?? first(children.Op_false);
  if (truth !== undefined)
    return { kind: "bool", span: spanOfToken(reader, truth), value: truth.image === "true" };
  if (children.number) return numberOf(reader, first(children.number));
  if (children.reference) return referenceOf(reader, first(children.reference));
  if (children.list) return listOf(reader, first(children.list));
  if (children.recordLiteral) return recordLiteralOf(reader, first(children.recordLiteral));
  return enclosedOf(reader, children) ?? missing(reader);
}

/** What stands in parentheses or begins with a word of its own. */
function enclosedOf(reader: Reader, children: OperandCstNode["children"]): Expr | undefined {
  const parenthesised = first(children.parenthesised);
  if (parenthesised !== undefined) {
    const inner = expressionOf(reader, first(parenthesised.children.expression));
    reader.extents.set(inner, spanOfNode(reader, parenthesised));
    return inner;
  }
  const quantifier = first(children.quantifier);
  if (quantifier !== undefined) return quantifierOf(reader, quantifier);
  const time = first(children.time);
  if (time !== undefined) {
    return {
      kind: "time",
      span: spanOfNode(reader, time),
      value: stringOf(reader, first(time.children.StringWord)),
    };
  }
  const history = first(children.history);
  if (history !== undefined) return historyOf(reader, history, inside);
  const ofAttribute = first(children.historyOf);
  return ofAttribute && historyOfAttribute(reader, ofAttribute, inside);
}

function numberOf(reader: Reader, node: NumberCstNode | undefined): Expr {
  const word = first(node?.children.NumberWord);
  if (word === undefined) return missing(reader);
  const currency = first(node?.children.Currency);
  const number = decodeNumber(word.image, spanOfToken(reader, word), reader.report);
  if (currency !== undefined && number.unit !== undefined) reportSecondUnit(reader, currency, number.unit);
  return {
    kind: "number",
    span: spanOfNode(reader, node),
    ...number,
    ...(currency !== undefined && { currency: currency.image }),
  };
}

/** `5% USD`: a number has one unit. */
function reportSecondUnit(reader: Reader, currency: Token, unit: string): void {
  const params = { expected: `no currency after \`${unit}\``, found: `\`${currency.image}\`` };
  reader.report(diagnose("AP1001", spanOfToken(reader, currency), params));
}

function listOf(reader: Reader, node: ListCstNode | undefined): Expr {
  return {
    kind: "list",
    span: spanOfNode(reader, node),
    items: itemsOf(reader, first(node?.children.items)),
  };
}

/** The values of a list or a call, in their order: words that stand alone, and other expressions. */
function itemsOf(reader: Reader, node: ItemsCstNode | undefined): readonly Expr[] {
  const items = inOrder([...every(node?.children.Plain), ...every(node?.children.expression)]);
  requireCommas(reader, items, node?.children.Comma);
  return items.map((item) => ("image" in item ? plainOf(reader, item) : expressionOf(reader, item)));
}

function plainOf(reader: Reader, token: Token): Expr {
  if (token.tokenType.name === "StringWord") return stringOf(reader, token);
  const span = spanOfToken(reader, token);
  if (token.tokenType.name === "NumberWord") {
    return { kind: "number", span, ...decodeNumber(token.image, span, reader.report) };
  }
  return { kind: "path", span, parts: [identOf(reader, token)] };
}

function quantifierOf(reader: Reader, node: QuantifierCstNode): Expr {
  const { children } = node;
  return {
    kind: "quantifier",
    quantifier: first(children.Kw_any_all)?.image === "all" ? "all" : "any",
    span: spanOfNode(reader, node),
    variable: identOf(reader, first(children.Name)),
    over: sumOf(reader, first(children.sum)),
    body: expressionOf(reader, first(children.expression)),
  };
}

/** `prod`, `args.amount`, `size(xs)`, `limits[args.tool].daily`. */
function referenceOf(reader: Reader, node: ReferenceCstNode | undefined): Expr {
  const name = first(node?.children.Name);
  if (node === undefined || name === undefined) return missing(reader);
  const call = first(node.children.callArguments);
  if (call !== undefined) {
    const args = itemsOf(reader, first(call.children.items));
    return { kind: "call", span: spanOfNode(reader, node), callee: identOf(reader, name), args };
  }
  const parts = dotted(reader, name, node.children.Dot, node.children.Word);
  const element = first(node.children.element);
  const path: PathExpr = { kind: "path", span: spanOfParts(parts), parts };
  return element === undefined ? path : elementOf(reader, path, element);
}

function elementOf(reader: Reader, object: PathExpr, node: ElementCstNode): Expr {
  const [, ...fields] = dotted(reader, undefined, node.children.Dot, node.children.Word);
  const index = expressionOf(reader, first(node.children.expression));
  return { kind: "index", span: cover(object.span, spanOfNode(reader, node)), object, index, fields };
}

function spanOfParts(parts: readonly { readonly span: Span }[]): Span {
  const spans = parts.map(({ span }) => span);
  return spans.reduce(cover);
}

export function recordLiteralOf(reader: Reader, node: RecordLiteralCstNode | undefined): RecordLit {
  requireCommas(reader, node?.children.fieldValue, node?.children.Comma);
  const fields = every(node?.children.fieldValue).map((field) => fieldValueOf(reader, field));
  return { kind: "record-lit", span: spanOfNode(reader, node), fields };
}

export function fieldValueOf(reader: Reader, node: FieldValueCstNode): FieldValue {
  return {
    kind: "field-value",
    span: spanOfNode(reader, node),
    name: identOf(reader, first(node.children.Word)),
    value: expressionOf(reader, first(node.children.expression)),
  };
}
