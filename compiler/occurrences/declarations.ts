// The names in declarations.

import type * as ast from "../ast/ast.js";
import { RULE_FORMS } from "../names/rule-forms.js";
import { visitClause } from "./clauses.js";
import { visit, visitSelector } from "./expressions.js";
import { letScope, visitPath, writtenIn, writtenOf } from "./names.js";
import { declaredAt, type NameKind } from "./declared.js";
import type { Scope } from "./scope.js";
import { declare, refer, referToFile, type Scribe } from "./scribe.js";
import { selectionOf } from "./let-uses.js";
import { visitTest } from "./tests.js";
import { visitType } from "./types.js";
import type { Written } from "./written.js";

export function visitDeclaration(declaration: ast.Declaration, scribe: Scribe): void {
  switch (declaration.kind) {
    case "import":
      referToFile(scribe, declaration.path);
      return;
    case "attributes":
      for (const field of declaration.record.fields) visitAttribute(declaration.section, field, scribe);
      return;
    case "action":
      visitAction(declaration, scribe);
      return;
    case "form":
      visitForm(declaration, scribe);
      return;
    case "test":
      visitTest(declaration, scopeOf(scribe, scribe.world.known.actions));
      return;
    default:
      visitNamed(declaration, scribe);
  }
}

type Named = Exclude<
  ast.Declaration,
  ast.ImportDecl | ast.AttributesDecl | ast.ActionDecl | ast.FormDecl | ast.TestDecl
>;

function declareNamed(
  scribe: Scribe,
  { name, span }: { readonly name: ast.Ident; readonly span: ast.Ident["span"] },
  kind: NameKind,
  written?: readonly Written[],
): void {
  declare(scribe, name, [declaredAt(name, kind, span)], written);
}

function visitNamed(declaration: Named, scribe: Scribe): void {
  switch (declaration.kind) {
    case "type":
      declareNamed(scribe, declaration, "type", [writtenIn(declaration.type, scribe)]);
      visitType(declaration.type, scribe);
      return;
    case "let": {
      const scope = letScope(declaration, scribe, visit);
      declareNamed(scribe, declaration, "let", writtenOf(declaration, scope));
      visitParams(declaration.params ?? [], scribe);
      visit(declaration.body, scope);
      return;
    }
    case "data":
      declareNamed(scribe, declaration, "data", [writtenIn(declaration.type, scribe)]);
      visitType(declaration.type, scribe);
      referToFile(scribe, declaration.from);
      return;
    case "classifier":
      declareNamed(scribe, declaration, "classifier", [writtenIn(declaration.result, scribe)]);
      visitParams(declaration.params, scribe);
      visitType(declaration.result, scribe);
      return;
    case "group":
      declareNamed(scribe, declaration, "group");
      if (declaration.from !== undefined) referToFile(scribe, declaration.from);
      return;
    case "detector":
    case "zone":
      declareNamed(scribe, declaration, declaration.kind);
      return;
  }
}

function visitParams(params: readonly ast.Param[], scribe: Scribe): void {
  for (const param of params) {
    declareNamed(scribe, param, "parameter", [writtenIn(param.type, scribe)]);
    visitType(param.type, scribe);
  }
}

/** In a second block of the same section it is declared once more. */
function visitAttribute(section: string, field: ast.Field, scribe: Scribe): void {
  const { of, written } = scribe.world.attribute(`${section}.${field.name.text}`);
  declare(scribe, field.name, of, written);
  visitType(field.type, scribe, written);
}

function visitAction(decl: ast.ActionDecl, scribe: Scribe): void {
  const { world } = scribe;
  const own = declaredAt(decl.name, "action", decl.span);
  const all = world.action(decl.name.text);
  const isFirst = world.symbols.actions.get(decl.name.text) === decl;
  const results = isFirst ? world.resultOf(decl.name.text) : [];
  declare(scribe, decl.name, isFirst ? all : [own], results);
  for (const param of decl.params) {
    const { of, written } = world.argumentOf(decl.name.text, param.name.text);
    const mine = declaredAt(param.name, "argument", param.span);
    const isMine = of.includes(mine);
    const own = isMine ? written : [writtenIn(param.type, scribe)];
    declare(scribe, param.name, isMine ? of : [mine], own);
    visitType(param.type, scribe, own);
  }
  if (decl.gives !== undefined) visitType(decl.gives, scribe, isFirst ? results : undefined);
  for (const trait of decl.traits) visitTrait(trait, decl, scribe);
}

function visitTrait(trait: ast.Trait, { name }: ast.ActionDecl, scribe: Scribe): void {
  const argument = (arg: ast.Ident | undefined): void => {
    if (arg === undefined) return;
    refer(scribe, arg, scribe.world.argumentOf(name.text, arg.text).of);
  };
  if ("arg" in trait) argument(trait.arg);
  if ("port" in trait) argument(trait.port);
  if (trait.trait === "relative") {
    const { actions } = scribe.world.known;
    visitPath(
      trait.to,
      scopeOf(
        scribe,
        actions.filter((action) => action.name === name.text),
      ),
    );
  }
}

function visitForm(form: ast.FormDecl, scribe: Scribe): void {
  const { name, selector, onResult, clauses } = form;
  if (name !== undefined) declareNamed(scribe, { name, span: form.span }, kindOf(form.form));
  if (selector !== undefined) visitSelector(scribe, selector);
  const scope = scopeOf(scribe, selectionOf(form, scribe.world));
  for (const clause of clauses)
    visitClause(clause, onResult === undefined ? scope : { ...scope, place: "result" });
}

function kindOf(form: ast.FormKeyword): NameKind {
  if (RULE_FORMS.has(form)) return "rule";
  switch (form) {
    case "sandbox":
    case "approver":
    case "assert":
      return form;
    default:
      return "policy";
  }
}

function scopeOf(scribe: Scribe, actions: Scope["actions"]): Scope {
  return { scribe, visit, actions, place: "guard", locals: new Map(), depth: 0 };
}
