// Prints expressions, with the parentheses that the grammar needs and no others.

import type {
  BinaryExpr,
  CommandTest,
  Expr,
  FieldValue,
  HistoryExpr,
  Ident,
  KeyPart,
  Node,
  NumberLit,
  PathExpr,
  RecordLit,
  Selector,
  StringLit,
} from "../ast/ast.js";
import { isChain, linksOf } from "./chains.js";
import { builders, type Doc } from "./documents.js";
import {
  braced,
  bracketed,
  chained,
  filled,
  isBare,
  isShortText,
  listOf,
  values,
  type List,
} from "./layout.js";
import type { Page } from "./page.js";

const { align, group, indent, join, line, softline } = builders;

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

/** Where an expression stands. */
interface Place {
  readonly page: Page;
  readonly reserved: Reserved;
  /** Nothing follows that could be read as a part of it. */
  readonly last: boolean;
}

/** Prints an expression where any may stand. */
export function printExpression(expr: Expr, page: Page, reserved: Reserved = none): Doc {
  return print(expr, 0, { page, reserved, last: true });
}

/** Prints an expression where a comparison may not stand bare: durations, bounds, counts. */
export function printValue(expr: Expr, page: Page, reserved: Reserved = none): Doc {
  return print(expr, binding.range, { page, reserved, last: false });
}

function print(expr: Expr, atLeast: number, place: Place): Doc {
  const bare = bindingOf(expr) >= atLeast || (expr.kind === "quantifier" && place.last);
  if (bare && !place.reserved.has(headOf(expr))) return printBare(expr, place);
  return ["(", align(1, printBare(expr, { ...place, reserved: none, last: true })), ")"];
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

function printBare(expr: Expr, place: Place): Doc {
  const { page } = place;
  switch (expr.kind) {
    case "string":
      return printString(expr, page);
    case "bool":
      return String(expr.value);
    case "number":
      return printNumber(expr, page);
    case "time":
      return `time(${printString(expr.value, page)})`;
    case "list":
      return printList(expr, page);
    case "record-lit":
      return printFields(expr, page);
    case "path":
      return printPath(expr);
    case "missing":
      return "";
    default:
      return printCompound(expr, place);
  }
}

function printList(list: Extract<Expr, { kind: "list" }>, page: Page): Doc {
  const items = listOf(page, list, "items", list.items, (item) => printExpression(item, page));
  return values(items, (at) => isShortValue(list.items[at], page));
}

/** Values of one word, of which many stand on a line. */
function isShortValue(item: Node | undefined, page: Page): boolean {
  switch (item?.kind) {
    case "string":
      return isShortText(printString(item, page));
    case "number":
    case "bool":
      return true;
    case "path":
      return isShortText(printPath(item));
    case "ident":
      return isShortText(item.text);
    default:
      return false;
  }
}

type Compound = Exclude<
  Expr,
  { readonly kind: "string" | "bool" | "number" | "time" | "list" | "record-lit" | "path" | "missing" }
>;

function printCompound(expr: Compound, place: Place): Doc {
  const { page } = place;
  const inner = { ...place, last: false };
  switch (expr.kind) {
    case "index":
      return [
        printPath(expr.object),
        "[",
        printExpression(expr.index, page),
        "]",
        ...expr.fields.map(({ text }) => `.${text}`),
      ];
    case "call": {
      const args = listOf(page, expr, "args", expr.args, (arg) => printExpression(arg, page));
      return [expr.callee.text, bracketed("(", args, ")")];
    }
    case "has":
      return ["has ", print(expr.path, binding.operand, inner)];
    case "unary":
      return printUnary(expr, place);
    case "binary":
      return printBinary(expr, place);
    case "command-test":
      return printCommandTest(expr, inner);
    case "range":
      return [print(expr.low, binding.sum, inner), "..", print(expr.high, binding.sum, inner)];
    case "quantifier":
      return [
        `${expr.quantifier} ${expr.variable.text} in `,
        print(expr.over, binding.range, inner),
        ": ",
        print(expr.body, 0, place),
      ];
    case "history":
      return printHistory(expr, page);
  }
}

function printUnary(expr: Extract<Expr, { kind: "unary" }>, place: Place): Doc {
  if (expr.op === "not") return ["not ", print(expr.operand, binding.not, place)];
  return ["-", print(expr.operand, binding.sign, { ...place, last: false })];
}

/** The links of a chain go on lines of their own together. */
function printBinary(expr: BinaryExpr, place: Place): Doc {
  const level = bindingOf(expr);
  const inner = { ...place, last: false };
  if (isChain(expr)) {
    const links = linksOf(expr);
    const printLink = (link: Expr): Doc => {
      // Whoever mixes `and` and `or` may say so, where the grammar does not ask for it.
      const mixed = isChain(link) || link.kind === "quantifier";
      const kept = mixed && place.page.parenthesised(link);
      const doc = print(
        link,
        kept ? binding.operand : level + 1,
        !kept && link === links.at(-1) ? place : inner,
      );
      return isChain(link) && link !== links[0] ? align(`${expr.op} `.length, doc) : doc;
    };
    return chained(listOf(place.page, expr, "links", links, printLink), expr.op);
  }
  const left = print(expr.left, level === binding.comparison ? level + 1 : level, inner);
  return [left, ` ${expr.op} `, print(expr.right, level + 1, inner)];
}

function printCommandTest(expr: CommandTest, place: Place): Doc {
  const operand = (each: Expr): Doc => print(each, binding.range, place);
  return [
    operand(expr.command),
    ` ${expr.op} `,
    operand(expr.entries),
    expr.touching ? [" touching ", operand(expr.touching)] : "",
    expr.withEnv ? [" with env ", operand(expr.withEnv)] : "",
    expr.writingOnly ? [" writing only ", operand(expr.writingOnly)] : "",
  ];
}

function printHistory(expr: HistoryExpr, page: Page): Doc {
  const clauses: Doc[] = [
    ...(expr.attribute ? [printPath(expr.attribute)] : []),
    [expr.attempts ? "attempts " : "", printSelector(expr.selector)],
    ...(expr.since ? [["since ", printSelector(expr.since)]] : []),
    ...(expr.within ? [["within ", printValue(expr.within, page)]] : []),
    ...(expr.by.length > 0 ? [["by ", printKeys(expr, page)]] : []),
  ];
  const where: Doc = expr.where ? [" where ", printExpression(expr.where, page)] : "";
  const at = expr.attribute ? 1 : 0;
  const items = clauses.map((clause, index) => (index === at ? [clause, where] : clause));
  return group([expr.fn, "(", indent([softline, join([",", line], items)]), softline, ")"]);
}

/** Keys after `by`: one bare, several in brackets. */
function printKeys(expr: HistoryExpr, page: Page): Doc {
  const list = listOf(page, expr, "by", expr.by, printKey);
  return oneOrMore(list, () => bracketed("[", list, "]"));
}

function printKey({ attribute, equals }: KeyPart): Doc {
  return equals === undefined ? printPath(attribute) : [printPath(attribute), " = ", printPath(equals)];
}

/** One item bare or in brackets, as it was written; several in brackets. */
function oneOrMore(list: List, otherwise: () => Doc): Doc {
  const [only, more] = list.items;
  if (only === undefined || more !== undefined) return otherwise();
  const bare = list.bracketed !== true && isBare(list) && only.verbatim === undefined;
  return bare ? only.doc : bracketed("[", list, "]");
}

/** Strings and names in brackets, where many short ones fill their lines. */
export function printValues(page: Page, owner: Node, name: string, nodes: readonly Plain[]): Doc {
  return values(plainList(page, owner, name, nodes), (at) => isShortValue(nodes[at], page));
}

/** The same, but a single one may stand bare: it does where nobody wrote it, unless `bracketed` says otherwise. */
export function oneOrMoreValues(
  page: Page,
  owner: Node,
  name: string,
  nodes: readonly Plain[],
  options: { readonly bracketed?: boolean } = {},
): Doc {
  const list = { ...options, ...plainList(page, owner, name, nodes) };
  return oneOrMore(list, () => values(list, (at) => isShortValue(nodes[at], page)));
}

function plainList(page: Page, owner: Node, name: string, nodes: readonly Plain[]): List {
  return listOf(page, owner, name, nodes, (node) => printPlain(node, page));
}

type Plain = StringLit | PathExpr | Ident;

function printPlain(node: Plain, page: Page): string {
  if (node.kind === "string") return printString(node, page);
  return node.kind === "ident" ? node.text : printPath(node);
}

export function printSelector(selector: Selector): Doc {
  const patterns = filled(selector.include.map(({ text }) => text));
  if (selector.except.length === 0) return patterns;
  return [patterns, " except ", filled(selector.except.map(({ text }) => text))];
}

export function printFields(record: RecordLit, page: Page): Doc {
  return braced(listOf(page, record, "fields", record.fields, (field) => printFieldValue(field, page)));
}

export function printFieldValue({ name, value }: FieldValue, page: Page): Doc {
  return [`${name.text}: `, printExpression(value, page)];
}

export function printPath(path: PathExpr): string {
  return path.parts.map(({ text }) => text).join(".");
}

/** As it was written, or with digits in threes from five digits on: `10_000 USD`. */
function printNumber(literal: NumberLit, page: Page): string {
  const { currency } = literal;
  return `${page.spelling(literal) ?? grouped(literal)}${currency === undefined ? "" : ` ${currency}`}`;
}

function grouped({ digits, unit }: NumberLit): string {
  const [whole = "", fraction] = digits.split(".");
  const threes = whole.length < 5 ? whole : whole.replace(/\B(?=(?:\d{3})+$)/g, "_");
  return `${threes}${fraction === undefined ? "" : `.${fraction}`}${unit ?? ""}`;
}

// What may not stand in a string as it is, besides what JSON escapes: changes of direction.
const hidden = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;

/** As it was written, or as it would be. */
export function printString(literal: StringLit, page: Page): string {
  return page.spelling(literal) ?? quoted(literal.value);
}

function quoted(value: string): string {
  return JSON.stringify(value).replace(
    hidden,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
