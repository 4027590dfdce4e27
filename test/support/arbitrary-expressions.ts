// Random expressions: every operator, function and literal, in any combination that the grammar can say.

import fc from "fast-check";
import type { BinaryOp, Expr, KeyPart, NumberLit, RecordLit } from "../../compiler/ast/ast.js";
import { units } from "../../compiler/ast/from-cst/literals.js";
import {
  anyName,
  at,
  attribute,
  ident,
  literal,
  maybe,
  merged,
  name,
  operandName,
  operandPath,
  selector,
} from "./arbitrary-names.js";

const node = <K extends string>(kind: K) => ({ kind: fc.constant(kind), span: fc.constant(at.span) });
const placed = { opSpan: fc.constant(at.span) };

const number: fc.Arbitrary<NumberLit> = merged(
  fc.record({
    ...node("number"),
    digits: fc.constantFrom("0", "7", "1234", "10000", "1234567", "0.25", "12345.6789"),
  }),
  fc.oneof(maybe("unit", fc.constantFrom(...units)), maybe("currency", fc.constantFrom("USD", "EUR"))),
);

const callee = operandName.filter((each) => !["time", "count", "sum", "list", "money"].includes(each));

const comparisons: readonly BinaryOp[] = [
  ...(["==", "!=", "<", "<=", ">", ">=", "in", "not in"] as const),
  ...(["like", "not like", "matches", "holds", "under"] as const),
];
const joins: readonly BinaryOp[] = ["or", "and", "+", "-", "*"];

const leaf: fc.Arbitrary<Expr> = fc.oneof(
  literal,
  number,
  operandPath,
  fc.boolean().map((value) => ({ kind: "bool" as const, ...at, value })),
  literal.map((value) => ({ kind: "time" as const, ...at, value })),
);

/** A key to look back by; a join where `equals` is there. */
const keyPart: fc.Arbitrary<KeyPart> = merged(
  fc.record({ ...node("key-part"), attribute }),
  maybe("equals", attribute),
);

function compound(expr: fc.Arbitrary<Expr>): readonly fc.Arbitrary<Expr>[] {
  const index: fc.Arbitrary<Expr> = fc.record({
    ...node("index"),
    object: operandPath,
    index: expr,
    fields: fc.array(ident(anyName), { maxLength: 1 }),
  });
  return [
    fc.record({ ...node("list"), items: fc.array(expr, { maxLength: 3 }) }),
    index,
    fc.record({ ...node("call"), callee: ident(callee), args: fc.array(expr, { maxLength: 2 }) }),
    fc.record({ ...node("has"), path: fc.oneof<fc.Arbitrary<Expr>[]>(operandPath, index) }),
    fc.record({ ...node("unary"), op: fc.constantFrom("not" as const, "-" as const), operand: expr }),
    fc.record({
      ...node("binary"),
      ...placed,
      op: fc.constantFrom(...joins, ...comparisons),
      left: expr,
      right: expr,
    }),
    fc.record({
      ...node("binary"),
      ...placed,
      op: fc.constantFrom("and" as const, "or" as const),
      left: expr,
      right: expr,
    }),
    fc.record({ ...node("range"), low: expr, high: expr }),
    fc.record({
      ...node("quantifier"),
      quantifier: fc.constantFrom("any" as const, "all" as const),
      variable: ident(name),
      // Before `:` a word is a name, so `true` and `false` are none there; what ends in a bracket or a number is free.
      over: fc.oneof<fc.Arbitrary<Expr>[]>(operandPath, number, index),
      body: expr,
    }),
    ...commandTests(expr),
    ...histories(expr),
  ];
}

function commandTests(expr: fc.Arbitrary<Expr>): readonly fc.Arbitrary<Expr>[] {
  const asked = { ...node("command-test"), ...placed, command: expr, entries: expr };
  return [
    fc.record({ ...asked, op: fc.constantFrom("touches" as const, "redirects" as const) }),
    merged(fc.record({ ...asked, op: fc.constant("runs") }), maybe("touching", expr)),
    merged(
      fc.record({ ...asked, op: fc.constant("runs only") }),
      maybe("withEnv", expr),
      maybe("writingOnly", expr),
    ),
  ];
}

function histories(expr: fc.Arbitrary<Expr>): readonly fc.Arbitrary<Expr>[] {
  const shared = [
    fc.record({
      ...node("history"),
      fnSpan: fc.constant(at.span),
      selector,
      by: fc.array(keyPart, { maxLength: 2 }),
    }),
    maybe("where", expr),
    maybe("since", selector),
    maybe("within", expr),
  ];
  return [
    merged(
      ...shared,
      fc.record({ fn: fc.constantFrom("formerly", "count") }),
      maybe("attempts", fc.constant(at.span)),
    ),
    merged(...shared, fc.record({ fn: fc.constantFrom("sum", "distinct"), attribute })),
  ];
}

/** Expressions nested a few deep. */
export const expr: fc.Arbitrary<Expr> = fc.letrec<{ expr: Expr }>((tie) => ({
  expr: fc.oneof({ maxDepth: 4 }, leaf, ...compound(tie("expr"))),
})).expr;

/** What a test writes for a request's value: records too. */
export const testValue: fc.Arbitrary<Expr> = fc.letrec<{ value: Expr }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.record({ ...node("list"), items: fc.array(tie("value"), { maxLength: 3 }) }),
    recordLiteralOf(tie("value")),
  ),
})).value;

function recordLiteralOf(values: fc.Arbitrary<Expr>): fc.Arbitrary<RecordLit> {
  const field = fc.record({ ...node("field-value"), name: ident(anyName), value: values });
  return fc.record({ ...node("record-lit"), fields: fc.array(field, { maxLength: 3 }) });
}

export const recordLiteral = recordLiteralOf(testValue);
