// The symbol tables: every declaration of a program by its name, over all files.

import type * as ast from "../ast/ast.js";
import type { Loaded, LoadedModule } from "./load.js";
import { prefixes } from "./qualified.js";
import { checkReserved } from "./reserved.js";
import { RULE_FORMS } from "./rule-forms.js";
import { distinct, type Report } from "./table.js";

export interface Symbols {
  readonly types: ReadonlyMap<string, ast.TypeDecl>;
  readonly lets: ReadonlyMap<string, ast.LetDecl>;
  readonly data: ReadonlyMap<string, ast.DataDecl>;
  readonly zones: ReadonlyMap<string, ast.ZoneDecl>;
  readonly classifiers: ReadonlyMap<string, ast.ClassifierDecl>;
  readonly detectors: ReadonlyMap<string, ast.DetectorDecl>;
  /** `escalate to` takes either; they share their names. */
  readonly groups: ReadonlyMap<string, ast.GroupDecl>;
  readonly approvers: ReadonlyMap<string, NamedForm>;
  readonly sandboxes: ReadonlyMap<string, NamedForm>;
  readonly attributes: readonly ast.AttributesDecl[];
  readonly actions: ReadonlyMap<string, ast.ActionDecl>;
  /** Every rule and primitive, and kill switches, in declaration order. */
  readonly rules: readonly RuleSymbol[];
  readonly asserts: readonly NamedForm[];
}

export type NamedForm = ast.FormDecl & { readonly name: ast.Ident };

export interface RuleSymbol {
  readonly decl: NamedForm;
  readonly qualified: string;
  readonly module: LoadedModule;
}

/** Builds the tables; reports what is declared twice and what has a name that is taken by the language. */
export function collect(loaded: Loaded, report: Report): Symbols {
  const all = loaded.modules.flatMap(({ module }) => module.declarations);
  const taken = namesIn(all);
  for (const declaration of all) checkReserved(declaration, taken, report);
  const operands = operandsOf(all, report);
  const asked = distinct(
    all.filter((each) => each.kind === "group" || isForm(each, "approver")),
    (each) => each.name,
    (each) => (each.kind === "group" ? "group" : "approver"),
    report,
    "rename",
  );
  return {
    ...operands,
    types: distinct(all.filter(isType), (each) => each.name, "type", report, "rename"),
    detectors: distinct(all.filter(isDetector), (each) => each.name, "detector", report, "rename"),
    groups: only(asked, (each) => each.kind === "group"),
    approvers: only(asked, (each) => each.kind === "form"),
    sandboxes: distinct(formsOf(all, "sandbox"), (each) => each.name, "sandbox", report, "rename"),
    attributes: all.filter((each) => each.kind === "attributes"),
    actions: actionsOf(all, report),
    rules: rulesOf(loaded, report),
    asserts: [...distinct(formsOf(all, "assert"), (each) => each.name, "assert", report, "rename").values()],
  };
}

/** Every declared name, of whatever kind. */
function namesIn(all: readonly ast.Declaration[]): ReadonlySet<string> {
  return new Set(
    all.flatMap((each) => ("name" in each && each.name.kind === "ident" ? [each.name.text] : [])),
  );
}

/** Lets, data, zones and classifiers are bare names in expressions, and so share them. */
function operandsOf(
  all: readonly ast.Declaration[],
  report: Report,
): Pick<Symbols, "lets" | "data" | "zones" | "classifiers"> {
  const operands = distinct(
    all.filter(
      (each) =>
        each.kind === "let" || each.kind === "data" || each.kind === "zone" || each.kind === "classifier",
    ),
    (each) => each.name,
    (each) => each.kind,
    report,
    "rename",
  );
  return {
    lets: only(operands, (each) => each.kind === "let"),
    data: only(operands, (each) => each.kind === "data"),
    zones: only(operands, (each) => each.kind === "zone"),
    classifiers: only(operands, (each) => each.kind === "classifier"),
  };
}

function only<T, S extends T>(
  table: ReadonlyMap<string, T>,
  is: (item: T) => item is S,
): ReadonlyMap<string, S> {
  return new Map([...table].flatMap(([name, item]) => (is(item) ? [[name, item] as const] : [])));
}

function actionsOf(all: readonly ast.Declaration[], report: Report): ReadonlyMap<string, ast.ActionDecl> {
  const identOf = ({ name }: ast.ActionDecl): ast.Ident => ({
    kind: "ident",
    span: name.span,
    text: name.text,
  });
  return distinct(
    all.filter((each) => each.kind === "action"),
    identOf,
    "action",
    report,
  );
}

/** Rules are told apart by their qualified names; of two alike the first counts. */
function rulesOf(loaded: Loaded, report: Report): readonly RuleSymbol[] {
  const prefixOf = prefixes(loaded, isRule, report);
  return loaded.modules.flatMap((module) => {
    const forms = module.module.declarations.filter(isRule);
    const named = distinct(
      forms,
      (each) => each.name,
      (each) => each.form,
      report,
      "rename",
    );
    return [...named.values()].map((decl) => ({
      decl,
      qualified: `${prefixOf(module)}.${decl.name.text}`,
      module,
    }));
  });
}

function isType(declaration: ast.Declaration): declaration is ast.TypeDecl {
  return declaration.kind === "type";
}

function isDetector(declaration: ast.Declaration): declaration is ast.DetectorDecl {
  return declaration.kind === "detector";
}

function isNamed(declaration: ast.Declaration): declaration is NamedForm {
  return declaration.kind === "form" && declaration.name !== undefined;
}

function isRule(declaration: ast.Declaration): declaration is NamedForm {
  return isNamed(declaration) && RULE_FORMS.has(declaration.form);
}

function isForm(declaration: ast.Declaration, form: ast.FormKeyword): declaration is NamedForm {
  return isNamed(declaration) && declaration.form === form;
}

function formsOf(all: readonly ast.Declaration[], form: ast.FormKeyword): readonly NamedForm[] {
  return all.filter((each): each is NamedForm => isForm(each, form));
}
