// What a file declares, as an outline: declarations with their fields, members and arguments, tests, and golden cases.

import type * as ast from "../../compiler/ast/ast.js";
import { RULE_FORMS } from "../../compiler/names/rule-forms.js";
import { casesIn, type NameKind } from "../../compiler/occurrences/index.js";
import type { Span } from "../../compiler/source/source.js";
import type { Workspace } from "../../compiler/workspace/workspace.js";
import { casesAt } from "./names.js";
import { type Target, viewOf } from "./view.js";

export type OutlineKind = Exclude<NameKind, "file" | "variable"> | "section" | "test" | "case";

export interface Outlined {
  readonly kind: OutlineKind;
  readonly name: string;
  /** What else is to be told of it on one line; may be empty. */
  readonly detail: string;
  /** The name. */
  readonly place: Target;
  /** All of it. */
  readonly whole: Target;
  readonly children: readonly Outlined[];
}

/** The outline of a policy file, or of a cases file. */
export function outlineOf(workspace: Workspace, path: string): readonly Outlined[] {
  if (path.endsWith(".cases.yaml"))
    return casesIn(casesAt(workspace, path)).flatMap((each) =>
      item({ path, text: "" }, "case", each, each.whole, ""),
    );
  const view = viewOf(workspace, path);
  if (view === undefined) return [];
  const { text } = view.file;
  return view.module.declarations.flatMap((declaration) => outlined(declaration, { path, text }));
}

interface Source {
  readonly path: string;
  readonly text: string;
}

function outlined(declaration: ast.Declaration, source: Source): readonly Outlined[] {
  switch (declaration.kind) {
    case "import":
      return [];
    case "attributes": {
      const { section, sectionSpan, record } = declaration;
      const node = { name: section, span: sectionSpan };
      return item(source, "section", node, declaration.span, "", typed(record, source, "attribute"));
    }
    case "test": {
      const { name, span } = declaration;
      return item(source, "test", { name: name.value, span: name.span }, span, "test");
    }
    case "form":
      return formOf(declaration, source);
    case "action": {
      const params = declaration.params.flatMap((param) => slot(param, source, "argument"));
      return named(source, "action", declaration, signature(declaration.params, source), params);
    }
    case "type":
      return named(source, "type", declaration, "", typed(declaration.type, source, "field"));
    case "let":
      return named(
        source,
        "let",
        declaration,
        declaration.params ? signature(declaration.params, source) : "",
      );
    case "classifier":
      return named(source, "classifier", declaration, signature(declaration.params, source));
    case "data":
      return named(source, "data", declaration, sliceOf(declaration.type.span, source));
    case "group":
    case "zone":
    case "detector":
      return named(source, declaration.kind, declaration, "");
  }
}

/** An outline shows so much of a signature or a selector. */
const LONGEST = 80;

function sliceOf({ start, end }: Span, { text }: Source): string {
  const line = text.slice(start, Math.min(end, start + LONGEST)).replace(/\s+/gu, " ");
  return end - start > LONGEST ? `${line}…` : line;
}

function signature(params: readonly ast.Param[], source: Source): string {
  const [first, last] = [params[0], params.at(-1)];
  if (first === undefined || last === undefined) return "()";
  return `(${sliceOf({ ...first.span, end: last.span.end }, source)})`;
}

function formOf(form: ast.FormDecl, source: Source): readonly Outlined[] {
  const { selector, clauses, keyword } = form;
  const detail = selector === undefined ? form.form : `${form.form} on ${sliceOf(selector.span, source)}`;
  const limits = clauses.flatMap((clause) =>
    clause.kind === "limit" && clause.label
      ? item(source, "limit", { name: clause.label.text, span: clause.label.span }, clause.span, "")
      : [],
  );
  const name = form.name ?? { text: form.form, span: keyword };
  return item(source, kindOf(form.form), { name: name.text, span: name.span }, form.span, detail, limits);
}

function kindOf(form: ast.FormKeyword): OutlineKind {
  if (RULE_FORMS.has(form) || form === "audit") return "rule";
  return form === "sandbox" || form === "approver" || form === "assert" ? form : "policy";
}

function typed(type: ast.TypeExpr, source: Source, kind: "field" | "attribute"): readonly Outlined[] {
  if (type.kind === "record") return type.fields.flatMap((field) => slot(field, source, kind));
  if (type.kind !== "enum") return [];
  return type.members.flatMap(({ text, span }) => item(source, "member", { name: text, span }, span, ""));
}

function slot(node: ast.Field | ast.Param, source: Source, kind: OutlineKind): readonly Outlined[] {
  const { name, type, span } = node;
  return item(source, kind, { name: name.text, span: name.span }, span, sliceOf(type.span, source));
}

function named(
  source: Source,
  kind: OutlineKind,
  { name, span }: { readonly name: ast.Ident | ast.ActionPattern; readonly span: Span },
  detail: string,
  children: readonly Outlined[] = [],
): readonly Outlined[] {
  return item(source, kind, { name: name.text, span: name.span }, span, detail, children);
}

/** What has no name yet is left out. */
function item(
  { path }: Source,
  kind: OutlineKind,
  { name, span }: { readonly name: string; readonly span: Span },
  whole: Span,
  detail: string,
  children: readonly Outlined[] = [],
): readonly Outlined[] {
  if (name === "") return [];
  const targetOf = ({ start, end }: Span): Target => ({ path, start, end });
  return [{ kind, name, detail, place: targetOf(span), whole: targetOf(whole), children }];
}
