// Prints expressions, with the parentheses that the grammar needs and no others.

import { builders } from "prettier/doc";
import type {
  BinaryExpr,
  CommandTest,
  Expr,
  FieldValue,
  HistoryExpr,
  KeyPart,
  NumberLit,
  PathExpr,
  Selector,
} from "../ast/ast.js";
import { braced, bracketed, filled, type Doc } from "./layout.js";

const { group, indent, line, join } = builders;

/** How tightly an expression binds, loosest first. */
const binding = {
  quantifier: 0,
  or: 1,
  and: 2,
  not: 3,
  comparison: 4,
  range: 5,
  sum: 6,
  product: 7,
  sign: 8,
  operand: 9,
};

/** The words that are no bare operands where the expression stands: those that begin clauses. */
export type Reserved = ReadonlySet<string>;

const none: Reserved = new Set();

/** Prints an expression where any may stand. */
export function printExpression(expr: Expr, reserved: Reserved = none): Doc {
  return print(expr, 0, reserved);
}

/** Prints an expression where a comparison may not stand bare: durations, bounds, counts. */
export function printValue(expr: Expr, reserved: Reserved = none): Doc {
  return print(expr, binding.range, reserved);
}

function print(expr: Expr, atLeast: number, reserved: Reserved): Doc {
  if (bindingOf(expr) >= atLeast && !reserved.has(headOf(expr))) return printBare(expr, reserved);
  return ["(", printBare(expr, none), ")"];
}

/** The word that an operand begins with, where it is not followed by a dot; for `has`, that of what it asks for. */
function headOf(expr: Expr): string {
  if (expr.kind === "has") return headOf(expr.path);
  if (expr.kind === "path") return expr.parts.length === 1 ? (expr.parts[0]?.text ?? "") : "";
  if (expr.kind === "index") return expr.object.parts.length === 1 ? (expr.object.parts[0]?.text ?? "") : "";
  if (expr.kind === "call") return expr.callee.text;
  return expr.kind === "time" ? "time" : expr.kind === "history" ? expr.fn : "";
}

function bindingOf(expr: Expr): number {
  switch (expr.kind) {
    case "quantifier":
      return binding.quantifier;
    case "binary":
      return bindingOfOperator(expr.op);
    case "unary":
      return expr.op === "not" ? binding.not : binding.sign;
    case "has":
    case "command-test":
      return binding.comparison;
    case "range":
      return binding.range;
    default:
      return binding.operand;
  }
}

function bindingOfOperator(op: BinaryExpr["op"]): number {
  switch (op) {
    case "or":
      return binding.or;
    case "and":
      return binding.and;
    case "+":
    case "-":
      return binding.sum;
    case "*":
      return binding.product;
    default:
      return binding.comparison;
  }
}

function printBare(expr: Expr, reserved: Reserved): Doc {
  switch (expr.kind) {
    case "string":
      return printString(expr.value);
    case "bool":
      return String(expr.value);
    case "number":
      return printNumber(expr);
    case "time":
      return `time(${printString(expr.value.value)})`;
    case "list":
      return bracketed(
        "[",
        expr.items.map((item) => printExpression(item)),
        "]",
      );
    case "record-lit":
      return printFields(expr.fields);
    case "path":
      return printPath(expr);
    case "missing":
      return "";
    default:
      return printCompound(expr, reserved);
  }
}

type Compound = Exclude<
  Expr,
  { readonly kind: "string" | "bool" | "number" | "time" | "list" | "record-lit" | "path" | "missing" }
>;

function printCompound(expr: Compound, reserved: Reserved): Doc {
  switch (expr.kind) {
    case "index":
      return [
        printPath(expr.object),
        "[",
        printExpression(expr.index),
        "]",
        ...expr.fields.map(({ text }) => `.${text}`),
      ];
    case "call":
      return [
        expr.callee.text,
        bracketed(
          "(",
          expr.args.map((arg) => printExpression(arg)),
          ")",
        ),
      ];
    case "has":
      return ["has ", print(expr.path, binding.operand, reserved)];
    case "unary":
      return printUnary(expr, reserved);
    case "binary":
      return printBinary(expr, reserved);
    case "command-test":
      return printCommandTest(expr, reserved);
    case "range":
      return [print(expr.low, binding.sum, reserved), "..", print(expr.high, binding.sum, reserved)];
    case "quantifier":
      return [
        `${expr.quantifier} ${expr.variable.text} in `,
        print(expr.over, binding.range, reserved),
        ": ",
        print(expr.body, 0, reserved),
      ];
    case "history":
      return printHistory(expr);
  }
}

function printUnary(expr: Extract<Expr, { kind: "unary" }>, reserved: Reserved): Doc {
  if (expr.op === "not") return ["not ", print(expr.operand, binding.not, reserved)];
  return ["-", print(expr.operand, binding.sign, reserved)];
}

/** A chain of one operator goes on lines of its own together. */
function printBinary(expr: BinaryExpr, reserved: Reserved): Doc {
  const level = bindingOf(expr);
  const chained = level === binding.or || level === binding.and;
  const left = chained && expr.left.kind === "binary" && expr.left.op === expr.op ? expr.left : undefined;
  const right = print(expr.right, level + 1, reserved);
  if (!chained)
    return [
      print(expr.left, level === binding.comparison ? level + 1 : level, reserved),
      ` ${expr.op} `,
      right,
    ];
  const before = left === undefined ? print(expr.left, level, reserved) : printLinks(left, reserved);
  return group([before, line, `${expr.op} `, right]);
}

/** The chain without a group of its own, so that all its lines break together. */
function printLinks(expr: BinaryExpr, reserved: Reserved): Doc {
  const links: Doc[] = [];
  let rest: Expr = expr;
  const level = bindingOf(expr);
  while (rest.kind === "binary" && rest.op === expr.op) {
    links.unshift([line, `${rest.op} `, print(rest.right, level + 1, reserved)]);
    rest = rest.left;
  }
  return [print(rest, level, reserved), ...links];
}

function printCommandTest(expr: CommandTest, reserved: Reserved): Doc {
  const operand = (each: Expr): Doc => print(each, binding.range, reserved);
  return [
    operand(expr.command),
    ` ${expr.op} `,
    operand(expr.entries),
    expr.touching ? [" touching ", operand(expr.touching)] : "",
    expr.withEnv ? [" with env ", operand(expr.withEnv)] : "",
    expr.writingOnly ? [" writing only ", operand(expr.writingOnly)] : "",
  ];
}

function printHistory(expr: HistoryExpr): Doc {
  const clauses: Doc[] = [
    ...(expr.attribute ? [printPath(expr.attribute)] : []),
    [expr.attempts ? "attempts " : "", printSelector(expr.selector)],
    ...(expr.since ? [["since ", printSelector(expr.since)]] : []),
    ...(expr.within ? [["within ", printValue(expr.within)]] : []),
    ...(expr.by.length > 0 ? [["by ", printKeys(expr.by)]] : []),
  ];
  const where: Doc = expr.where ? [" where ", printExpression(expr.where)] : "";
  const at = expr.attribute ? 1 : 0;
  const items = clauses.map((clause, index) => (index === at ? [clause, where] : clause));
  return [expr.fn, "(", group(indent(join([",", line], items))), ")"];
}

/** Keys after `by`: one bare, several in brackets. */
function printKeys(keys: readonly KeyPart[]): Doc {
  return oneOrMore(keys.map(printKey));
}

function printKey({ attribute, equals }: KeyPart): Doc {
  return equals === undefined ? printPath(attribute) : [printPath(attribute), " = ", printPath(equals)];
}

/** One item bare, several in brackets. */
export function oneOrMore(items: readonly Doc[]): Doc {
  const [only, more] = items;
  return only !== undefined && more === undefined ? only : bracketed("[", items, "]");
}

export function printSelector(selector: Selector): Doc {
  const patterns = filled(selector.include.map(({ text }) => text));
  if (selector.except.length === 0) return patterns;
  return [patterns, " except ", filled(selector.except.map(({ text }) => text))];
}

export function printFields(fields: readonly FieldValue[]): Doc {
  return braced(fields.map(printFieldValue));
}

export function printFieldValue({ name, value }: FieldValue): Doc {
  return [`${name.text}: `, printExpression(value)];
}

export function printPath(path: PathExpr): string {
  return path.parts.map(({ text }) => text).join(".");
}

/** `10_000 USD`: digits in threes from five digits on. */
function printNumber({ digits, unit, currency }: NumberLit): string {
  const [whole = "", fraction] = digits.split(".");
  const grouped = whole.length < 5 ? whole : whole.replace(/\B(?=(?:\d{3})+$)/g, "_");
  return `${grouped}${fraction === undefined ? "" : `.${fraction}`}${unit ?? ""}${currency === undefined ? "" : ` ${currency}`}`;
}

// What may not stand in a string as it is, besides what JSON escapes: changes of direction.
const hidden = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;

export function printString(value: string): string {
  return JSON.stringify(value).replace(
    hidden,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
