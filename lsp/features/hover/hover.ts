// What is shown beside the word under the pointer: what it is, what it means, and where it is declared.

import type * as ast from "../../../compiler/ast/ast.js";
import { showType } from "../../../compiler/types/show-type.js";
import type { Type } from "../../../compiler/types/type.js";
import { analysisOf, sourceText } from "../analysed.js";
import { nameAt } from "../names.js";
import type { Entry } from "../reference/reference.js";
import type { Seen } from "../seen.js";
import { subjectAt, type Subject } from "../subject.js";
import type { Target, View } from "../view.js";
import { code, inline, paragraphs } from "./markdown.js";
import { headingOf, nameHover, type Shown } from "./named.js";
import { spelledOut } from "./number.js";
import { entryAt } from "./words.js";

export interface Hover {
  readonly start: number;
  readonly end: number;
  readonly markdown: string;
  /** Where what it is about is declared. */
  readonly declared?: Target;
  /** The heading of the language's reference that is about it. */
  readonly heading?: string;
}

/** Undefined where there is nothing to say. */
export function hoverAt(view: View, offset: number, seen: Seen = {}): Hover | undefined {
  const subject = subjectAt(view, offset);
  const shown = subject && (shownOf(view, subject, seen) ?? wordHover(view, subject, offset));
  return shown && hoverOf(subject, shown);
}

/** @param view the policy of the cases; `path` is that of the cases file. */
export function hoverInCases(view: View, path: string, offset: number, seen: Seen = {}): Hover | undefined {
  const name = nameAt(view.workspace, path, offset);
  const shown = name && nameHover(view, name, [], seen);
  return shown && hoverOf(name.place, shown);
}

function hoverOf(
  { start, end }: { readonly start: number; readonly end: number },
  { parts, declared, heading }: Shown,
): Hover {
  return {
    ...{ start, end, markdown: paragraphs(...parts) },
    ...(declared && { declared }),
    ...(heading !== undefined && { heading }),
  };
}

function shownOf(view: View, subject: Subject, seen: Seen): Shown | undefined {
  switch (subject.kind) {
    case "name":
      return nameHover(view, subject.name, subject.nodes, seen);
    case "literal":
      return literalHover(view, subject.expr, subject.type);
    case "word":
      return undefined;
  }
}

function literalHover(view: View, expr: ast.Expr, type: Type | undefined): Shown {
  const written = sourceText(view, expr.span);
  const spelt = expr.kind === "number" ? spelledOut(expr, type) : undefined;
  const shown = type === undefined || type.kind === "error" ? "" : `: ${showType(type)}`;
  const says = spelt !== undefined && spelt !== written ? [`= ${spelt}`] : [];
  return { parts: [code(`${written}${shown}`), ...says] };
}

/** A keyword; behind the one that begins a declaration, what that declaration is. */
function wordHover(view: View, subject: Subject, offset: number): Shown | undefined {
  const { nodes, start, end } = subject;
  const entry = entryAt(view.file.text.slice(start, end), nodes, offset);
  if (entry === undefined) return undefined;
  const owner = nodes.findLast((node) => node.kind === "form");
  const isHead = owner?.kind === "form" && offset <= owner.keyword.end;
  return {
    parts: [code(shapeOf(entry)), entry.text, ...typeHere(view, nodes)],
    ...(isHead && { heading: headingOf(owner.form) }),
  };
}

/** Of a function, with the type of what it gives. */
function shapeOf(entry: Entry): string {
  return "gives" in entry && typeof entry.gives === "string" ? `${entry.shape}: ${entry.gives}` : entry.shape;
}

/** What an operator or a function comes to at the place. Of conditions it is plain. */
function typeHere(view: View, nodes: readonly ast.Node[]): readonly string[] {
  const types = analysisOf(view).known?.types;
  const expr = nodes.findLast(
    (node) => node.kind === "binary" || node.kind === "call" || node.kind === "history",
  );
  const at = nodes.at(-1);
  const isOwn = expr !== undefined && (at === expr || nodes.at(-2) === expr) && at?.kind !== "path";
  const type = isOwn ? types?.get(expr) : undefined;
  return type === undefined || type.kind === "bool" || type.kind === "error"
    ? []
    : [`Here: ${inline(showType(type))}.`];
}
