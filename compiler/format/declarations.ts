// Prints declarations: each as cells with a blank between them, or more where neighbours stand in columns.

import type { ActionDecl, Declaration, FormDecl, LetDecl, Node, StringLit, Trait } from "../ast/ast.js";
import { clauseWords } from "../ast/forms.js";
import { declarationKeywords } from "../ast/outline/heads.js";
import { clausePrinter } from "./clauses.js";
import { builders, type Doc } from "./documents.js";
import {
  printExpression,
  printPath,
  printSelector,
  printString,
  printValue,
  printValues,
} from "./expressions.js";
import { body, bodyOf, listOf, valueAfter, type Body, type Entry } from "./layout.js";
import type { Page } from "./page.js";
import { beside } from "./remarks.js";
import { printStep } from "./steps.js";
import { printParams, printRecord, printType } from "./types.js";

const { group, indent, line } = builders;

export interface Printed {
  readonly cells: readonly Doc[];
  /** Neighbours with the same word here stand in columns; absent where a declaration never does. */
  readonly columns?: string;
  /** The entries of the last cell, where they stand in columns as well. */
  readonly body?: Body;
}

const reservedInLet: ReadonlySet<string> = new Set(declarationKeywords);

export function printDeclaration(declaration: Declaration, page: Page): Printed {
  switch (declaration.kind) {
    case "import":
      return { cells: [printPlaced("import", declaration, "path", declaration.path, page)] };
    case "type": {
      const { name, type } = declaration;
      const value = listOf(page, declaration, "type", [type], (each) => printType(each, page));
      return { cells: ["type", name.text, valueAfter("=", value)], columns: "type" };
    }
    case "attributes":
      return {
        cells: [declaration.section, printRecord(declaration.record, page)],
        columns: "attributes",
      };
    case "let":
      return { cells: [printLet(declaration, page)] };
    case "detector": {
      const pattern = printPlaced("=", declaration, "pattern", declaration.pattern, page);
      return { cells: ["detector", declaration.name.text, pattern], columns: "detector" };
    }
    case "test": {
      const steps = bodyOf(page, declaration, "steps", declaration.steps, (step) => printStep(step, page));
      return { cells: [`test ${printString(declaration.name, page)}`, body(steps, "always")] };
    }
    default:
      return printLarger(declaration, page);
  }
}

type Larger = Exclude<
  Declaration,
  { readonly kind: "import" | "type" | "attributes" | "let" | "detector" | "test" }
>;

function printLarger(declaration: Larger, page: Page): Printed {
  switch (declaration.kind) {
    case "data": {
      const { name, type, from, refresh } = declaration;
      const head = [`${name.text}: `, printType(type, page), " from"];
      const again = refresh ? [" refresh ", printValue(refresh, page, reservedInLet)] : "";
      return {
        cells: ["data", [printPlaced(head, declaration, "from", from, page), again]],
        columns: "sets",
      };
    }
    case "group": {
      const { name, from, members = [] } = declaration;
      const value = from
        ? printPlaced("from", declaration, "from", from, page)
        : ["= ", printValues(page, declaration, "members", members)];
      return { cells: ["group", name.text, value], columns: "sets" };
    }
    case "zone": {
      const value = ["= ", printValues(page, declaration, "entries", declaration.entries)];
      return { cells: ["zone", declaration.name.text, value], columns: "sets" };
    }
    case "classifier": {
      const words = clauseWords("classifier");
      const { name, params, result, clauses } = declaration;
      const of = bodyOf(page, declaration, "clauses", clauses, clausePrinter(clauses, page, words));
      const head = [printParams(declaration, params, false, page), ": ", printType(result, page)];
      return { cells: [[`classifier ${name.text}`, head], body(of, "where-broken")] };
    }
    case "action":
      return printAction(declaration, page);
    case "form":
      return printForm(declaration, page);
  }
}

/** A string behind a word that says what it is. */
function printPlaced(head: Doc, owner: Node, name: string, literal: StringLit, page: Page): Doc {
  return valueAfter(
    head,
    listOf(page, owner, name, [literal], (each) => printString(each, page)),
  );
}

/** These break within their own brackets, rather than go below the head. */
const breaksInside: ReadonlySet<string> = new Set(["list", "call", "history", "record-lit"]);

function printLet(declaration: LetDecl, page: Page): Doc {
  const { name, params } = declaration;
  const values = listOf(page, declaration, "body", [declaration.body], (value) =>
    printExpression(value, page, reservedInLet),
  );
  const head = [
    `let ${name.text}`,
    params === undefined ? "" : printParams(declaration, params, false, page),
    " =",
  ];
  if (breaksInside.has(declaration.body.kind)) return valueAfter(head, values);
  return group([head, indent([line, values.items.map((item) => beside(item, item.doc))])]);
}

function printAction(action: ActionDecl, page: Page): Printed {
  const gives: Doc = action.gives ? [" gives ", printType(action.gives, page)] : "";
  const traits = bodyOf(page, action, "traits", action.traits, printTrait);
  const params = printParams(action, action.params, action.open !== undefined, page);
  return {
    cells: ["action", [action.name.text, params, gives], body(traits, "where-broken")],
    columns: "action",
    body: traits,
  };
}

function printTrait(trait: Trait): Entry {
  switch (trait.trait) {
    case "effect":
      return { keyword: "effect", rest: trait.effect.text };
    case "reaches":
      return { keyword: "reaches", rest: `${trait.arg.text}${trait.port ? ` port ${trait.port.text}` : ""}` };
    case "relative":
      return { keyword: "relative", rest: `to ${printPath(trait.to)}` };
    case "reversible":
      return { keyword: "reversible", rest: trait.reversible.text };
    default:
      return { keyword: trait.trait, rest: trait.arg.text };
  }
}

/** A policy's header never stands on one line. */
function printForm(form: FormDecl, page: Page): Printed {
  const words = clauseWords(form.form);
  const clauses = bodyOf(page, form, "clauses", form.clauses, clausePrinter(form.clauses, page, words));
  const last = body(clauses, form.form === "policy" ? "always" : "where-broken");
  const name = form.name?.text ?? "";
  if (form.selector === undefined)
    return { cells: [form.form, ...(name === "" ? [] : [name]), last], columns: form.form };
  const on = form.onResult ? "on result of" : "on";
  const head = [name === "" ? "" : `${name} `, `${on} `, printSelector(form.selector)];
  return { cells: [form.form, head, last], columns: form.form };
}
