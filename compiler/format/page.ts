// What a printer knows of the text besides its tree: comments, blank lines, and where the author broke lines.

import type { Declaration, Expr, Module, Node, NumberLit, StringLit } from "../ast/ast.js";
import type { Span } from "../source/source.js";

/** A comment in its place. */
export interface Remark {
  /** Its lines end in line feeds. */
  readonly text: string;
  /** It takes its line to the end. */
  readonly line: boolean;
  /** It stands on lines of its own. */
  readonly own: boolean;
  /** A blank line stands before it. */
  readonly blank: boolean;
  /** The offset behind it. */
  readonly end: number;
}

/** What stands beside an item of a list or a body. */
export interface Beside {
  readonly before: readonly Remark[];
  /** On the item's last line; at most the last of these takes the line to its end. */
  readonly after: readonly Remark[];
  /** A blank line stands before it, or between it and the comments before it. */
  readonly blank: boolean;
  /** The item as it was written, where it is to be left so. */
  readonly verbatim?: string;
}

/** What stands in a list or a body besides the items themselves. */
export interface Surroundings {
  /** Behind the opening bracket, on its line. */
  readonly head: readonly Remark[];
  /** For each item. */
  readonly items: readonly Beside[];
  /** Before the closing bracket. */
  readonly end: readonly Remark[];
  /** Whether the author broke the line behind the opening bracket; undefined where nobody wrote it. */
  readonly broken?: boolean;
  /** Whether there are brackets; undefined where nobody wrote it. */
  readonly bracketed?: boolean;
}

/** Declarations that are left as they were written, with all that is between them. */
export interface LeftAlone {
  readonly kind: "missing";
  readonly span: Span;
}

export interface Page {
  /** For a list of a node's, by the name of the list's field. */
  readonly around: (owner: Node, name: string, items: readonly Node[]) => Surroundings;
  /** How a string or a number (without its currency) was written; undefined where nobody wrote it. */
  readonly spelling: (literal: StringLit | NumberLit) => string | undefined;
  /** Whether a link of a chain was written in parentheses. */
  readonly parenthesised: (link: Expr) => boolean;
  readonly itemsOf: (module: Module) => readonly (Declaration | LeftAlone)[];
  /** False where nobody wrote the tree, so that the printer has to choose where blank lines stand. */
  readonly written: boolean;
}

const nothing: Beside = { before: [], after: [], blank: false };

/** For a tree that nobody wrote. */
export const blankPage: Page = {
  around: (_owner, _name, items) => ({ head: [], items: items.map(() => nothing), end: [] }),
  spelling: () => undefined,
  parenthesised: () => false,
  itemsOf: ({ declarations }) => declarations,
  written: false,
};
