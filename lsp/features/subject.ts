// What stands at a place of a policy: a name, a literal, or a word of the language.

import type * as ast from "../../compiler/ast/ast.js";
import type { Type } from "../../compiler/types/type.js";
import { analysisOf } from "./analysed.js";
import { commentsIn } from "./comments.js";
import { nameAt, type Name } from "./names.js";
import { nodesAt } from "./tree.js";
import type { View } from "./view.js";

/** `nodes` are those around the place, outermost first. */
export type Subject = {
  readonly start: number;
  readonly end: number;
  readonly nodes: readonly ast.Node[];
} & (
  | { readonly kind: "name"; readonly name: Name }
  | { readonly kind: "literal"; readonly expr: ast.Expr; readonly type?: Type }
  | { readonly kind: "word"; readonly word: string }
);

/** Undefined between words, and within comments. */
export function subjectAt(view: View, offset: number): Subject | undefined {
  const nodes = nodesAt(view.module, offset);
  const name = nameAt(view.workspace, view.path, offset);
  if (name !== undefined && name.of.length > 0) {
    const { start, end } = name.place;
    return { kind: "name", name, nodes, start, end };
  }
  return literalAt(view, nodes) ?? wordAt(view, nodes, offset);
}

function literalAt(view: View, nodes: readonly ast.Node[]): Subject | undefined {
  const [expr, parent] = nodes.toReversed();
  if (expr?.kind !== "number" && expr?.kind !== "string" && expr?.kind !== "bool") return undefined;
  const { types = new Map<ast.Expr, Type>() } = analysisOf(view).known ?? {};
  // Texts of clauses, names of tests and files are no expressions.
  if (expr.kind === "string" && !types.has(expr)) return undefined;
  const beside = parent?.kind === "binary" ? parent.left : expr;
  const type = types.get(expr) ?? types.get(beside);
  return { kind: "literal", expr, nodes, start: expr.span.start, end: expr.span.end, ...(type && { type }) };
}

/** No word of the language is longer. */
const LONGEST = 100;

/** A word that is no name: a keyword, or a name that stands for nothing. */
function wordAt(view: View, nodes: readonly ast.Node[], offset: number): Subject | undefined {
  const { text } = view.file;
  if (nodes.at(-1)?.kind === "string" || isComment(text, offset)) return undefined;
  const before = text.slice(Math.max(0, offset - LONGEST), offset);
  const ahead = /[A-Za-z0-9_]*$/u.exec(before)?.[0].length ?? 0;
  const start = offset - ahead;
  const word = /^[A-Za-z_][A-Za-z0-9_]*|^(?:[=!<>]=|\.\.\.?|[<>+*-])/u.exec(
    text.slice(start, start + LONGEST),
  )?.[0];
  if (word === undefined) return undefined;
  return { kind: "word", word, nodes, start, end: start + word.length };
}

function isComment(text: string, offset: number): boolean {
  return commentsIn(text).some(({ start, end }) => start < offset && offset <= end);
}
