// Prints a tree as a policy in the house style; comments other than doc comments are not in the tree.

import { builders, printer } from "prettier/doc";
import type { ActionDecl, Declaration, FormDecl, Module, TestDecl, Trait } from "../ast/ast.js";
import { clauseWords } from "../ast/forms.js";
import { declarationKeywords } from "../ast/outline/heads.js";
import { printClause } from "./clauses.js";
import { printExpression, printPath, printSelector, printString, printValue } from "./expressions.js";
import { body, bracketed, oneLine, width, type Doc, type Entry } from "./layout.js";
import { printStep } from "./steps.js";
import { printDoc, printParams, printRecord, printType } from "./types.js";

const { group, hardline, indent, line } = builders;

/** The text of a policy file, with a line feed at its end. Printing what was read from it gives the same text again. */
export function print(module: Module): string {
  const parts = module.declarations.map((declaration, index): Doc => {
    const gap = index === 0 ? "" : gapBetween(module.declarations[index - 1], declaration);
    return [gap, printDoc(declaration.doc), printDeclaration(declaration), hardline];
  });
  return printer.printDocToString(parts, { printWidth: width, tabWidth: 2, useTabs: false }).formatted;
}

/** Neighbours of one kind stand close, as a list does; forms, tests and documented declarations stand apart. */
function gapBetween(before: Declaration | undefined, after: Declaration): Doc {
  const close = before?.kind === after.kind && after.kind !== "form" && after.kind !== "test";
  return close && after.doc === undefined ? "" : hardline;
}

const reservedInLet: ReadonlySet<string> = new Set(declarationKeywords);

function printDeclaration(declaration: Declaration): Doc {
  switch (declaration.kind) {
    case "import":
      return `import ${printString(declaration.path.value)}`;
    case "type":
      return [`type ${declaration.name.text} = `, printType(declaration.type)];
    case "attributes":
      return [`${declaration.section} `, printRecord(declaration.record)];
    case "let": {
      const params = declaration.params === undefined ? "" : printParams(declaration.params, false);
      const value = printExpression(declaration.body, reservedInLet);
      return group([`let ${declaration.name.text}`, params, " =", indent([line, value])]);
    }
    case "data": {
      const refresh = declaration.refresh
        ? [" refresh ", printValue(declaration.refresh, reservedInLet)]
        : "";
      const from = ` from ${printString(declaration.from.value)}`;
      return [`data ${declaration.name.text}: `, printType(declaration.type), from, refresh];
    }
    case "detector":
      return `detector ${declaration.name.text} = ${printString(declaration.pattern.value)}`;
    default:
      return printLarger(declaration);
  }
}

type Larger = Exclude<
  Declaration,
  { readonly kind: "import" | "type" | "attributes" | "let" | "data" | "detector" }
>;

function printLarger(declaration: Larger): Doc {
  switch (declaration.kind) {
    case "group": {
      if (declaration.from)
        return `group ${declaration.name.text} from ${printString(declaration.from.value)}`;
      return [`group ${declaration.name.text} = `, printStrings(declaration.members ?? [])];
    }
    case "zone":
      return [`zone ${declaration.name.text} = `, printStrings(declaration.entries)];
    case "classifier": {
      const entries = declaration.clauses.map((clause) => printClause(clause, clauseWords("classifier")));
      const params = printParams(declaration.params, false);
      return [
        `classifier ${declaration.name.text}`,
        params,
        ": ",
        printType(declaration.result),
        " ",
        body(entries, true),
      ];
    }
    case "action":
      return printAction(declaration);
    case "form":
      return printForm(declaration);
    case "test":
      return printTest(declaration);
  }
}

function printStrings(strings: readonly { readonly value: string }[]): Doc {
  return bracketed(
    "[",
    strings.map(({ value }) => printString(value)),
    "]",
  );
}

function printAction(action: ActionDecl): Doc {
  const gives: Doc = action.gives ? [" gives ", printType(action.gives)] : "";
  const traits = body(action.traits.map(printTrait), true);
  return [
    `action ${action.name.text}`,
    printParams(action.params, action.open !== undefined),
    gives,
    " ",
    traits,
  ];
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

/** Forms of one or two clauses may stand on one line; a policy's header never does. */
function printForm(form: FormDecl): Doc {
  const words = clauseWords(form.form);
  const entries = form.clauses.map((clause) => printClause(clause, words));
  const name = form.name === undefined ? "" : ` ${form.name.text}`;
  const on =
    form.selector === undefined
      ? ""
      : [form.onResult ? " on result of " : " on ", printSelector(form.selector)];
  return [form.form, name, on, " ", body(entries, form.form !== "policy" && entries.length <= oneLine)];
}

function printTest(test: TestDecl): Doc {
  return [`test ${printString(test.name.value)} `, body(test.steps.map(printStep), false)];
}
