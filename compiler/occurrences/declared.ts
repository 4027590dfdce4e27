// What is declared by a name, and where.

import type * as ast from "../ast/ast.js";
import type { Span } from "../source/source.js";

export type NameKind =
  | "type"
  | "member"
  | "attribute"
  | "field"
  | "action"
  | "argument"
  | "let"
  | "parameter"
  | "variable"
  | "data"
  | "detector"
  | "classifier"
  | "group"
  | "approver"
  | "zone"
  | "sandbox"
  | "rule"
  | "limit"
  | "assert"
  | "policy"
  /** A file that is imported, read or stood upon; its place is its beginning. */
  | "file";

/** A place where something gets its name. */
export interface Declared {
  readonly kind: NameKind;
  readonly name: string;
  /** The name. */
  readonly span: Span;
  /** All of the declaration. */
  readonly whole: Span;
}

/** A node that is a name: those of actions have dots. */
export type NameNode = ast.Ident | ast.ActionPattern;

const made = new WeakMap<NameNode, Declared>();

/** What is declared by a name of the tree. */
export function declaredAt(node: NameNode, kind: NameKind, whole: Span): Declared {
  const known = made.get(node);
  if (known !== undefined) return known;
  const declared: Declared = { kind, name: node.text, span: node.span, whole };
  made.set(node, declared);
  return declared;
}

/** A file of the project, by its path. */
export function fileAt(path: string): Declared {
  const span: Span = { file: path, start: 0, end: 0 };
  return { kind: "file", name: path, span, whole: span };
}
