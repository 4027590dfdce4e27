// What every function from CST to AST shares: where it reads, where it reports, and how it marks what is missing.

import { endOf, type Token } from "../../../grammar/lexer.js";
import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import type { Span } from "../../source/source.js";
import type { Expr, Ident, StringLit } from "../ast.js";
import { decodeString } from "./literals.js";

export interface Reader {
  readonly file: string;
  /** The offset at which a thing that was left out is missing. */
  readonly gap: number;
  readonly report: (diagnostic: Diagnostic) => void;
  /** Where an expression stands in parentheses, their span; the expression's own is without them. */
  readonly extents: WeakMap<Expr, Span>;
}

/** The span of an expression with its parentheses. */
export function extentOf(reader: Reader, expr: Expr): Span {
  return reader.extents.get(expr) ?? expr.span;
}

/** A CST node's place, as chevrotain gives it: `endOffset` is that of the last character; `NaN` where it is empty. */
interface Located {
  readonly location?: { readonly startOffset: number; readonly endOffset?: number | undefined } | undefined;
}

export function spanOfToken(reader: Reader, token: Token): Span {
  return { file: reader.file, start: token.startOffset, end: endOf(token) };
}

/** The span of a CST node, or the gap where it is empty. */
export function spanOfNode(reader: Reader, node: Located | undefined): Span {
  const start = node?.location?.startOffset ?? Number.NaN;
  const end = node?.location?.endOffset ?? Number.NaN;
  if (Number.isNaN(start) || Number.isNaN(end)) return gapSpan(reader);
  return { file: reader.file, start, end: end + 1 };
}

/** The empty span at which a missing thing is missing. */
export function gapSpan(reader: Reader): Span {
  return { file: reader.file, start: reader.gap, end: reader.gap };
}

/** The first of a CST node's children of one name; after a mistake there may be none. */
export function first<T>(children: readonly T[] | undefined): T | undefined {
  return children?.[0];
}

/** All children of one name; after a mistake even what the grammar demands may be absent. */
export function every<T>(children: readonly T[] | undefined): readonly T[] {
  return children ?? [];
}

/** A name; its text is empty where it was left out. */
export function identOf(reader: Reader, token: Token | undefined): Ident {
  if (token === undefined) return { kind: "ident", span: gapSpan(reader), text: "" };
  return { kind: "ident", span: spanOfToken(reader, token), text: token.image };
}

export function stringOf(reader: Reader, token: Token | undefined): StringLit {
  if (token === undefined) return { kind: "string", span: gapSpan(reader), value: "" };
  const span = spanOfToken(reader, token);
  return { kind: "string", span, value: decodeString(token.image, span, reader.report) };
}
