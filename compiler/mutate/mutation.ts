// A mutation: one mistake that an author could have made, as an edit of the source.

import type * as ast from "../ast/ast.js";
import type { Span } from "../source/source.js";

/** The text at `span` is replaced. */
export interface Edit {
  readonly span: Span;
  readonly text: string;
}

export interface Mutation extends Edit {
  /** The operator's name: `comparison`. */
  readonly operator: string;
  /** The declaration in which it stands. */
  readonly declaration: ast.Declaration;
  /** Its name, qualified as tables do where it is a rule: `payments.off_allowlist`; of the header, `policy`. */
  readonly owner: string;
}

/** One kind of mistake. */
export interface Operator {
  readonly name: string;
  /** What is changed, in words: a clause. */
  readonly about: string;
  /** The edits that make the mistake at this very node. */
  readonly edits: (node: ast.Node, site: Site) => readonly Edit[];
}

/** What an operator may know of the place and the program around a node. */
export interface Site {
  /** The text at a span. */
  readonly text: (span: Span) => string;
  readonly declaration: ast.Declaration;
  /** The groups and approvers that may be asked, by name. */
  readonly groups: readonly string[];
  /** The attributes that a key may name, in declaration order: `agent.id`. */
  readonly attributes: readonly string[];
}
