// A name for an expression: a `let` in place of what is written out.

import type * as ast from "../../../compiler/ast/ast.js";
import { walk } from "../../../compiler/ast/children.js";
import { freeName } from "../../../compiler/diagnostics/edits.js";
import type { Known } from "../../../compiler/types/known.js";
import { analysisOf } from "../analysed.js";
import type { View } from "../view.js";
import { type Action, type Change, inserted, type Selected } from "./action.js";
import { eolOf, startOfDeclaration } from "./layout.js";
import { isHarmless } from "./trial.js";

/** Of a selected expression in a guard. */
export function extractActions(view: View, selected: Selected): readonly Action[] {
  if (selectedIn(view, selected) === undefined) return [];
  const { start, end } = selected;
  const does = { kind: "extract", start, end } as const;
  return [{ title: "Extract a let", kind: "refactor.extract", mends: [], isPreferred: false, does }];
}

/** The same expression elsewhere in the file is replaced, too, where it may be; undefined where even one may not. */
export function extraction(view: View, selected: Selected): readonly Change[] | undefined {
  const { known } = analysisOf(view);
  const found = selectedIn(view, selected);
  if (known === undefined || found === undefined) return undefined;
  const { expr, form } = found;
  const name = freshName(known, expr);
  if (name === undefined) return undefined;
  const shape = shapeOf(expr);
  const isNear = ({ span }: ast.Expr): boolean =>
    Math.abs(lengthOf(span) - lengthOf(expr.span)) <= MOST_BLANKS;
  const alike = guardExpressions(view.module).filter(
    (each) => each !== expr && isNear(each) && shapeOf(each) === shape,
  );
  const tries = alike.length === 0 ? [[expr]] : [[expr, ...alike], [expr]];
  return tries
    .map((replaced) => extracted(view, { expr, form, name, replaced }))
    .find((changes) => isHarmless(view, changes));
}

/** The same expression is written with so many more or fewer blanks, at the most. */
const MOST_BLANKS = 200;

function lengthOf({ start, end }: Selected): number {
  return end - start;
}

interface Extraction {
  readonly expr: ast.Expr;
  readonly form: ast.FormDecl;
  readonly name: string;
  readonly replaced: readonly ast.Expr[];
}

function extracted(view: View, { expr, form, name, replaced }: Extraction): readonly Change[] {
  const { text } = view.file;
  const eol = eolOf(text);
  const body = text.slice(expr.span.start, expr.span.end);
  const at = startOfDeclaration(text, form.span.start);
  return [
    inserted(view, at, `let ${name} = ${body}${eol}${eol}`),
    ...replaced.map(({ span }) => ({ path: view.path, start: span.start, end: span.end, newText: name })),
  ];
}

/** The expression that the selection covers, but for blanks and parentheses, in a guard of a form. */
function selectedIn(
  { file, module }: View,
  { start, end }: Selected,
): { readonly expr: ast.Expr; readonly form: ast.FormDecl } | undefined {
  const chosen = file.text.slice(start, end);
  const from = start + (/^[\s(]*/u.exec(chosen)?.[0].length ?? 0);
  const to = end - (/[\s)]*$/u.exec(chosen)?.[0].length ?? 0);
  if (from >= to) return undefined;
  const exprs = guardExpressions(module);
  const expr =
    exprs.find((each) => each.span.start === start && each.span.end === end) ??
    exprs.find(
      (each) =>
        each.span.start <= from && each.span.start >= start && each.span.end >= to && each.span.end <= end,
    );
  const form = expr && module.declarations.find(({ span }) => span.start <= from && to <= span.end);
  return form?.kind === "form" && expr !== undefined ? { expr, form } : undefined;
}

/** What may have a name of its own: not what is said of earlier actions, and not what speaks of a variable. */
function guardExpressions(module: ast.Module): readonly ast.Expr[] {
  const found: ast.Expr[] = [];
  for (const declaration of module.declarations) {
    if (declaration.kind !== "form") continue;
    for (const clause of declaration.clauses)
      if (clause.kind === "when" || clause.kind === "unless") gather(clause.expr, new Set(), found);
  }
  return found;
}

function gather(expr: ast.Expr, locals: ReadonlySet<string>, found: ast.Expr[]): void {
  walk(expr, (node) => {
    if (node.kind === "quantifier") {
      gather(node.over, locals, found);
      gather(node.body, new Set([...locals, node.variable.text]), found);
      if (!speaksOf(node, locals)) found.push(node);
      return false;
    }
    if (isWhole(node) && !speaksOf(node, locals)) found.push(node);
    return node.kind !== "history" && node.kind !== "path" && node.kind !== "has";
  });
}

/** Names and words alone are short already. */
function isWhole(node: ast.Node): node is ast.Expr {
  return ["binary", "unary", "has", "command-test", "history", "call", "number", "list", "index"].includes(
    node.kind,
  );
}

function speaksOf(expr: ast.Expr, locals: ReadonlySet<string>): boolean {
  let found = false;
  walk(expr, (node) => {
    if (node.kind === "path" && locals.has(node.parts[0]?.text ?? "")) found = true;
    return !found;
  });
  return found;
}

/** The expression without its places. */
function shapeOf(expr: ast.Expr): string {
  return JSON.stringify(expr, (key, value: unknown) => (/[sS]pan$/u.test(key) ? undefined : value));
}

function freshName({ symbols, types }: Known, expr: ast.Expr): string | undefined {
  const name = types.get(expr)?.kind === "bool" ? "condition" : "value";
  const { lets, data, zones, classifiers } = symbols;
  const taken = new Set([lets, data, zones, classifiers].flatMap((table) => [...table.keys()]));
  return taken.has(name) ? freeName(name, taken) : name;
}
