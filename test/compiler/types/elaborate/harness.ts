// Expressions checked against a few declarations, without the rest of the compiler.

import type * as ast from "../../../../compiler/ast/ast.js";
import { parse } from "../../../../compiler/ast/parse.js";
import type { Diagnostic } from "../../../../compiler/diagnostics/diagnostic.js";
import { collect } from "../../../../compiler/names/symbols.js";
import { resolveActions } from "../../../../compiler/types/actions.js";
import { mergeAttributes } from "../../../../compiler/types/attributes.js";
import type { Context } from "../../../../compiler/types/context.js";
import { elaborateGuard, type Guard } from "../../../../compiler/types/elaborate/index.js";
import type { Environment, Names, Place } from "../../../../compiler/types/environment.js";
import type { DataSet } from "../../../../compiler/types/program.js";
import { resolveDetectors } from "../../../../compiler/types/detectors.js";
import { placeOf } from "../../../../compiler/types/rule-base.js";
import { typeResolver } from "../../../../compiler/types/resolve-type.js";
import { selecting } from "../../../../compiler/types/selectors.js";
import type { Type } from "../../../../compiler/types/type.js";

const PATH = "test.agentpol";

export interface World {
  readonly names: Names;
  readonly text: string;
  readonly module: ast.Module;
  readonly diagnostics: Diagnostic[];
  readonly used: Set<string>;
  readonly types: Map<ast.Expr, Type>;
}

/** The names of a policy's text; what is wrong with it is in `diagnostics`. */
export function worldOf(text: string): World {
  const file = { path: PATH, text };
  const { module, diagnostics: syntax } = parse(file);
  const diagnostics: Diagnostic[] = [...syntax];
  const told = new Set<string>();
  const report = (diagnostic: Diagnostic): void => {
    const { code, span } = diagnostic;
    const key = `${code} ${span.start} ${span.end}`;
    if (!told.has(key)) diagnostics.push(diagnostic);
    told.add(key);
  };
  const used = new Set<string>();
  const use: Names["use"] = (kind, name) => void used.add(`${kind} ${name}`);
  const entry = { file, module };
  const loaded = { modules: [entry], entry, sources: new Map(), diagnostics: [] };
  const symbols = collect(loaded, report);
  const resolveType = typeResolver(symbols, use, report);
  const context: Context = {
    symbols,
    report,
    use,
    resolveType,
    read: () => ({ ok: false, reason: "no files here" }),
  };
  const attributes = mergeAttributes(context);
  const actions = resolveActions({ ...context, attributes });
  const types = new Map<ast.Expr, Type>();
  const names: Names = {
    ...attributes,
    actions: [...actions.known.values()],
    declared: () => [],
    lets: symbols.lets,
    data: new Map([...symbols.data].map(([name, decl]) => [name, emptyData(decl, resolveType(decl.type))])),
    zones: symbols.zones,
    detectors: resolveDetectors(context),
    rules: new Map(
      symbols.rules.flatMap(({ decl, qualified }) =>
        [decl.name.text, qualified].map((name) => [name, qualified]),
      ),
    ),
    classifiers: new Map(),
    refused: new Set(symbols.classifiers.keys()),
    resolveType,
    select: selecting(actions, report),
    use,
    report,
    note: (expr, type) => void types.set(expr, type),
  };
  return { names, text, module, diagnostics, used, types };
}

function emptyData(decl: ast.DataDecl, type: Type): DataSet {
  return { name: decl.name.text, span: decl.span, type, values: [], source: "sha256:0" };
}

/** The environment of a form's clauses. */
export function environmentOf({ names }: World, form: ast.FormDecl, place: Place): Environment {
  const actions = form.selector === undefined ? names.actions : names.select(form.selector);
  return { names, actions, place, present: new Set(), locals: new Map() };
}

export function formsOf({ module }: World): readonly ast.FormDecl[] {
  return module.declarations.filter((declaration) => declaration.kind === "form");
}

/** Checks the guard of a form. */
export function guardIn(world: World, form: ast.FormDecl, place: Place = "guard"): Guard {
  const when = form.clauses.flatMap((clause) => (clause.kind === "when" ? [clause.expr] : []));
  const unless = form.clauses.flatMap((clause) => (clause.kind === "unless" ? [clause.expr] : []));
  return elaborateGuard({ when, unless }, environmentOf(world, form, place));
}

/** Checks the guards of all forms of a policy's text. */
export function checkAll(text: string): World {
  const world = worldOf(text);
  for (const form of formsOf(world)) guardIn(world, form, form.form === "assert" ? "assert" : placeOf(form));
  return world;
}

/** What the diagnostic marks. */
export function markedBy(world: World, { span }: Diagnostic): string {
  return world.text.slice(span.start, span.end);
}

/** The text after a diagnostic's first fix. */
export function mended(world: World, { fixes }: Diagnostic): string | undefined {
  const edits = [...(fixes[0]?.edits ?? [])].sort((a, b) => b.span.start - a.span.start);
  if (edits.length === 0) return undefined;
  return edits.reduce(
    (text, { span, newText }) => text.slice(0, span.start) + newText + text.slice(span.end),
    world.text,
  );
}
