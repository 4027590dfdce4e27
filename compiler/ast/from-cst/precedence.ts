// Binds flat chains of operands and operators into trees, by precedence and from the left, without recursion.

import type { Token } from "../../../grammar/lexer.js";
import { diagnose } from "../../diagnostics/diagnose.js";
import type { Fix } from "../../diagnostics/diagnostic.js";
import { cover, type Span } from "../../source/source.js";
import type { BinaryOp, Expr } from "../ast.js";
import { extentOf, gapSpan, spanOfToken, type Reader } from "./reader.js";

export interface Chain {
  readonly operands: readonly Expr[];
  /** One less than the operands; after a mistake the last operand may be missing. */
  readonly operators: readonly Token[];
}

/** Loosest first; `..` does not associate. */
const logicLevels = [["or"], ["and"]] as const;
const sumLevels = [[".."], ["+", "-"], ["*"]] as const;

export function bindLogic(reader: Reader, chain: Chain): Expr {
  return bind(reader, chain, logicLevels, 0);
}

export function bindSum(reader: Reader, chain: Chain): Expr {
  return bind(reader, chain, sumLevels, 0);
}

function bind(reader: Reader, chain: Chain, levels: readonly (readonly string[])[], level: number): Expr {
  const here = levels[level];
  if (here === undefined || chain.operators.length === 0) return chain.operands[0] ?? missing(reader);
  const { parts, operators } = split(chain, here);
  const [head, ...rest] = parts.map((part) => bind(reader, part, levels, level + 1));
  let left = head ?? missing(reader);
  for (const [at, operator] of operators.entries()) {
    const right = rest[at] ?? missing(reader);
    if (operator.image === ".." && at > 0) reportChain(reader, operator, operators[0]);
    else left = join(reader, left, operator, right);
  }
  return left;
}

/** Cuts a chain at the operators of one level. */
function split(
  chain: Chain,
  level: readonly string[],
): { parts: readonly Chain[]; operators: readonly Token[] } {
  const operators: Token[] = [];
  const parts: Chain[] = [];
  let start = 0;
  for (const [at, operator] of chain.operators.entries()) {
    if (!level.includes(operator.image)) continue;
    operators.push(operator);
    parts.push(slice(chain, start, at));
    start = at + 1;
  }
  parts.push(slice(chain, start, chain.operators.length));
  return { parts, operators };
}

const slice = ({ operands, operators }: Chain, from: number, to: number): Chain => ({
  operands: operands.slice(from, to + 1),
  operators: operators.slice(from, to),
});

function join(reader: Reader, left: Expr, operator: Token, right: Expr): Expr {
  const span = cover(extentOf(reader, left), extentOf(reader, right));
  if (operator.image === "..") return { kind: "range", span, low: left, high: right };
  return {
    kind: "binary",
    op: operatorOf(operator),
    span,
    opSpan: spanOfToken(reader, operator),
    left,
    right,
  };
}

/** The border between the lexer's text and the tree's operators. */
function operatorOf(token: Token): BinaryOp {
  return token.image as BinaryOp;
}

/** `a < b < c`, `1..2..3`: the second operator has no left side of its own. */
export function reportChain(
  reader: Reader,
  second: Token,
  head: Token | undefined,
  fixes: readonly Fix[] = [],
): void {
  const related =
    head === undefined ? [] : [{ span: spanOfToken(reader, head), message: "the first one stands here" }];
  reader.report(
    diagnose("AP1020", spanOfToken(reader, second), { operator: second.image }, { related, fixes }),
  );
}

const COMPARED: ReadonlySet<string> = new Set(["<", "<=", ">", ">=", "==", "!="]);

/** `a < b < c` as `(a < b and b < c)`, where `b` is an attribute. */
export function joined(
  whole: Span,
  middle: Expr,
  [head, second]: readonly [string, { readonly text: string; readonly span: Span }],
): readonly Fix[] {
  if (middle.kind !== "path" || !COMPARED.has(head) || !COMPARED.has(second.text)) return [];
  const path = middle.parts.map(({ text }) => text).join(".");
  const edits = [
    { span: { ...whole, end: whole.start }, newText: "(" },
    { span: { ...second.span, end: second.span.start }, newText: `and ${path} ` },
    { span: { ...whole, start: whole.end }, newText: ")" },
  ];
  return [{ title: "Join two comparisons with `and`", edits }];
}

export function missing(reader: Reader): Expr {
  return { kind: "missing", span: gapSpan(reader) };
}
