// What the names in a file stand for: each place where a name is written, and what is declared by it.

import type * as ast from "../ast/ast.js";
import type { Span } from "../source/source.js";
import type { Written } from "./written.js";

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

export interface Occurrence {
  /** Of what is written in quotes, what stands between them. */
  readonly span: Span;
  /** `path`: it names a file by its path. */
  readonly role: "declaration" | "reference" | "path";
  /**
   * What the name stands for, one or more: an attribute may be declared in several blocks, `args.x` is an argument of each
   * action that is selected, and `payments.*` names all those actions.
   */
  readonly of: readonly Declared[];
  /** Where the type of what it stands for is written, if that has one. */
  readonly written: readonly Written[];
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
